// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.List;

/**
 * The samples that lie far outside of the others: further from the nearer quartile than three times
 * the distance between the quartiles ("far out", Tukey, Exploratory Data Analysis, 1977, 2D). They
 * are named and stay among the samples, since a median does not mind them and what causes them may
 * matter.
 */
final class Outliers {

    private static final double FAR = 3;

    /** With fewer, a quarter of them is no more than one. */
    private static final int FEWEST = 8;

    private Outliers() {}

    static List<Sample> of(List<Sample> samples) {
        if (samples.size() < FEWEST) {
            return List.of();
        }
        double[] sorted = samples.stream().mapToDouble(Sample::nanos).sorted().toArray();
        double low = quantile(sorted, 0.25);
        double high = quantile(sorted, 0.75);
        double far = FAR * (high - low);
        return samples.stream()
                .filter(s -> s.nanos() < low - far || s.nanos() > high + far)
                .toList();
    }

    /** By linear interpolation between the order statistics, as Hyndman and Fan's type 7. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
