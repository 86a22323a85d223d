// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

/**
 * Something that could stand at a place of the line.
 *
 * @param value the whole word
 * @param shown the part of it that a person chooses by
 * @param description what it is, in a few words; may be empty
 * @param whole whether the word ends with it
 */
public record Choice(String value, String shown, String description, boolean whole) {

    public static Choice of(String value, String description) {
        return new Choice(value, value, description, true);
    }

    /** The same behind what already stands in the word. */
    Choice after(String before) {
        return new Choice(before + value, shown, description, whole);
    }
}
