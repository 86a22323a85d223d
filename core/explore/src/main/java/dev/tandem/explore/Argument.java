// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a method of the user's own is called with, in every execution alike.
 *
 * @param type of the parameter, as {@link Class#getName} has it
 * @param value something of the JDK that does not change, such as a number or a text, or a constant
 *     of an enum
 */
public record Argument(String type, @Nullable Object value) implements Serializable {

    @Override
    public String toString() {
        return value instanceof CharSequence text ? '"' + text.toString() + '"' : "" + value;
    }
}
