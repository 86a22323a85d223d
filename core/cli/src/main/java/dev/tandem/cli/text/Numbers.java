// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers that are measured, as a person reads them. */
public final class Numbers {

    /** Up to here every whole number is a double. */
    private static final double MOST_WHOLE = 1e15;

    private Numbers() {}

    /** Four significant digits. */
    public static String measured(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }

    /** How to write numbers that stand together: in full where all of them are whole. */
    public static DoubleFunction<String> alike(double... numbers) {
        return Arrays.stream(numbers).allMatch(Numbers::isWhole)
                ? number -> String.format(Locale.ROOT, "%,.0f", number + 0.0)
                : Numbers::measured;
    }

    private static boolean isWhole(double number) {
        return Math.abs(number) < MOST_WHOLE && number == Math.rint(number);
    }
}
