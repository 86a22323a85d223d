// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often the values of a quantity fell into which range.
 *
 * @param unit of the ranges, such as {@code ms}; empty for plain numbers
 * @param bins in ascending order, none of them overlapping the next
 */
public record Histogram(String unit, List<Bin> bins) implements Picture {

    public Histogram {
        bins = List.copyOf(bins);
        for (int i = 1; i < bins.size(); i++) {
            if (bins.get(i).from() < bins.get(i - 1).to()) {
                throw new IllegalArgumentException(
                        "the bin from " + bins.get(i).from() + " overlaps the one before it");
            }
        }
    }

    /**
     * The values from one number on and below another; a last bin may include its end.
     *
     * @param from finite
     * @param to finite and greater
     * @param count not negative
     */
    public record Bin(double from, double to, long count) {
        public Bin {
            Finite.check("the beginning of a bin", from);
            Finite.check("the end of a bin", to);
            if (from >= to) {
                throw new IllegalArgumentException("a bin from " + from + " to " + to + " is none");
            }
            if (count < 0) {
                throw new IllegalArgumentException("a bin cannot hold " + count + " values");
            }
        }
    }

    /**
     * Counts values in bins of equal width between the least and the greatest of them. There are no
     * bins when there are no values, and fewer than asked for when the values lie so close that
     * numbers cannot tell more apart.
     *
     * @param values all finite
     * @param bins at least 1
     */
    public static Histogram of(String unit, double[] values, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("a histogram has at least one bin, not " + bins);
        }
        for (double value : values) {
            Finite.check("a value", value);
        }
        if (values.length == 0) {
            return new Histogram(unit, List.of());
        }
        double[] edges = edges(values, bins);
        long[] counts = new long[edges.length - 1];
        for (double value : values) {
            // The sum is 0.0 for -0.0, which a search would take for less.
            int found = Arrays.binarySearch(edges, value + 0.0);
            counts[Math.min(found < 0 ? -found - 2 : found, counts.length - 1)]++;
        }
        List<Bin> all = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            all.add(new Bin(edges[i], edges[i + 1], counts[i]));
        }
        return new Histogram(unit, all);
    }

    private static double[] edges(double[] values, int bins) {
        double least = Arrays.stream(values).min().orElseThrow() + 0.0;
        double greatest = Arrays.stream(values).max().orElseThrow() + 0.0;
        if (least == greatest) {
            return around(least);
        }
        // Weighted, because the difference of the two need not be finite.
        return IntStream.rangeClosed(0, bins)
                .mapToDouble(i -> i * 1.0 / bins)
                .map(share -> Math.clamp(least * (1 - share) + greatest * share, least, greatest))
                .sorted()
                .distinct()
                .toArray();
    }

    /** One bin with a single value in its middle. */
    private static double[] around(double value) {
        double half = value == 0 ? 0.5 : Math.max(Math.abs(value) / 2, Double.MIN_VALUE);
        return new double[] {
            Math.max(-Double.MAX_VALUE, value - half), Math.min(Double.MAX_VALUE, value + half)
        };
    }
}
