// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

/** How words are set apart where a report is read. */
@FunctionalInterface
public interface Ink {

    /** For what has no colours. */
    Ink PLAIN = (tone, text) -> text;

    /** The text, which looks as wide as before. */
    String paint(Tone tone, String text);
}
