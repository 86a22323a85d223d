// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/** Numbers that are measured, as a person reads them. */
public final class Numbers {

    /** Up to here every whole number is a double. */
    private static final double MOST_WHOLE = 1e15;

    private static final double LEAST_IN_THOUSANDS = 1e4;

    /** What goes by a number that counts nothing. */
    private static final Set<String> NUMBERED =
            Set.of("id", "pid", "parent", "group", "session", "port", "seed");

    /** Between the words of a name in camel case. */
    private static final Pattern WORDS = Pattern.compile("(?=\\p{Lu})|\\W+");

    private Numbers() {}

    /** Four significant digits; from ten thousand on all those before the point. */
    public static String measured(double number) {
        double size = Math.abs(number);
        String format = size >= LEAST_IN_THOUSANDS && size < MOST_WHOLE ? "%,.0f" : "%.4g";
        return String.format(Locale.ROOT, format, number);
    }

    /**
     * A whole number in groups of three digits, unless it is the name of something.
     *
     * @param of what it is the number of: {@code meals}, {@code childPid}
     */
    static String whole(String of, long number) {
        boolean isName =
                WORDS.splitAsStream(of)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(NUMBERED::contains);
        return isName ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
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
