// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.OptionalDouble;

/**
 * A value that was estimated from samples, with its 95 % confidence interval.
 *
 * @param low the lower end of the interval; empty when there are too few samples for one
 * @param high the upper end
 */
public record Estimate(double value, OptionalDouble low, OptionalDouble high) {

    /**
     * Whether the samples are compatible with the given value; without an interval, they are with
     * every one.
     */
    public boolean mayBe(double other) {
        return low.orElse(Double.NEGATIVE_INFINITY) <= other
                && other <= high.orElse(Double.POSITIVE_INFINITY);
    }

    /** How far the interval reaches from the value, as a share of it; infinite without one. */
    public double reach() {
        double below = value - low.orElse(Double.NEGATIVE_INFINITY);
        double above = high.orElse(Double.POSITIVE_INFINITY) - value;
        return Math.max(below, above) / value;
    }
}
