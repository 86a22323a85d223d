// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import java.util.Locale;

/**
 * A number that was estimated, with the interval that covers the true one in 95 cases of 100.
 *
 * @param value the best guess
 */
public record Estimate(double value, double low, double high) {

    /**
     * From a standard error, by Student's distribution.
     *
     * @param freedom how many more measurements there were than numbers to estimate; at least 1
     */
    static Estimate of(double value, double standardError, int freedom) {
        double reach = student(freedom) * standardError;
        return new Estimate(value, value - reach, value + reach);
    }

    /** The same, of a number that cannot be negative. */
    Estimate notNegative() {
        return new Estimate(Math.max(0, value), Math.max(0, low), Math.max(0, high));
    }

    /**
     * The quantile 0.975 of Student's distribution, by its expansion around the normal one:
     * Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5. Within 1 % of the true one
     * from 3 degrees of freedom on.
     */
    static double student(int freedom) {
        double z = 1.959964;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        double z7 = z5 * z * z;
        double v = freedom;
        return z
                + (z3 + z) / (4 * v)
                + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
                + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
    }

    /** Three significant digits of each. */
    @Override
    public String toString() {
        return "%s (%s to %s)".formatted(three(value), three(low), three(high));
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3g", number);
    }
}
