// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Argument;
import dev.tandem.spi.TandemException.Usage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is handed to a method in every execution. */
final class Arguments {

    private static final Set<String> PACKAGES =
            Set.of("java.lang", "java.math", "java.net", "java.time");

    private Arguments() {}

    /**
     * @param what it is that takes them, to begin a message with
     * @throws Usage for a value that cannot be the same in every execution
     */
    static List<Argument> of(
            String what, Class<?>[] types, List<? extends @Nullable Object> values) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Object value = values.get(i);
            if (!isValue(value)) {
                throw new Usage(
                        what
                                + " is given "
                                + (value == null ? "null" : value.getClass().getName())
                                + ", which cannot be had anew in every execution; numbers, texts and constants of an enum can, the rest is to be made in the test");
            }
            arguments.add(new Argument(types[i].getName(), value));
        }
        return List.copyOf(arguments);
    }

    private static boolean isValue(@Nullable Object value) {
        return value == null
                || value instanceof Enum<?>
                || (value instanceof Serializable
                        && !value.getClass().isArray()
                        && PACKAGES.contains(value.getClass().getPackageName()));
    }
}
