// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Locale;

/** How many there are, as a sentence says it. */
public final class Count {

    private Count() {}

    /**
     * Writes {@code 1 ticket}, {@code 20,000 tickets}, {@code 2 processes}.
     *
     * @param thing one of them, whose plural ends in s
     */
    public static String of(long number, String thing) {
        String plural = thing.endsWith("s") ? "es" : "s";
        return of(number) + " " + thing + (number == 1 ? "" : plural);
    }

    /** Writes a number in groups of three digits. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
