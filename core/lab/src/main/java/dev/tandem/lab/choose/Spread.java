// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import java.util.Arrays;

/**
 * How values are spread, by their quantiles: the smallest value that so many of them do not exceed.
 */
public record Spread(double median, double low, double high, double greatest) {

    private static final double TAIL = 0.1;

    /**
     * @param values at least one
     */
    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(
                at(sorted, 0.5), at(sorted, TAIL), at(sorted, 1 - TAIL), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
