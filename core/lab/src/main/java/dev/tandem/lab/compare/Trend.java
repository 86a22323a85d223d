// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Whether times that follow each other rise or fall, by the rank test of Mann (1945) and Kendall:
 * of all pairs, how many more have the later one above than below. Nothing is assumed about the
 * shape of the distribution.
 */
final class Trend {

    /** The normal quantile of a test that errs once in a hundred times. */
    private static final double CRITICAL = 2.576;

    /** Less than this is no matter, however sure it is. */
    private static final double LEAST_CHANGE = 0.02;

    private Trend() {}

    /**
     * By what share the median of the second half is above that of the first, below it when
     * negative; empty when that may be chance or does not matter.
     *
     * @param samples in the order in which they were taken
     */
    static OptionalDouble of(double[] samples) {
        int n = samples.length;
        int half = n / 2;
        if (half == 0 || !isMonotone(samples)) {
            return OptionalDouble.empty();
        }
        double first = Medians.median(Arrays.copyOfRange(samples, 0, half)).value();
        double second = Medians.median(Arrays.copyOfRange(samples, n - half, n)).value();
        double change = second / first - 1;
        return Math.abs(change) >= LEAST_CHANGE
                ? OptionalDouble.of(change)
                : OptionalDouble.empty();
    }

    private static boolean isMonotone(double[] samples) {
        long n = samples.length;
        long surplus = 0;
        for (int later = 1; later < n; later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                surplus += Double.compare(samples[later], samples[earlier]);
            }
        }
        double deviation = Math.sqrt(n * (n - 1) * (2 * n + 5) / 18.0);
        // One less, because a count is compared with a quantity that is continuous.
        return (Math.abs(surplus) - 1) / deviation > CRITICAL;
    }
}
