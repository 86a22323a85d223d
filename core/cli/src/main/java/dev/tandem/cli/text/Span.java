// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.spi.evidence.Series.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What an axis reaches from and to.
 *
 * @param low finite
 * @param high finite and greater
 */
public record Span(double low, double high) {

    private static final double MOST_IN_FULL = 1e7;
    private static final double LEAST_IN_FULL = 1e-4;

    /**
     * A span with all of the numbers in it, or that from 0 to 1 where there are none. It is wider
     * than a single number.
     */
    public static Span of(double... numbers) {
        if (numbers.length == 0) {
            return new Span(0, 1);
        }
        double low = numbers[0];
        double high = numbers[0];
        for (double number : numbers) {
            low = Math.min(low, number);
            high = Math.max(high, number);
        }
        return low < high ? new Span(low, high) : around(low);
    }

    /** What the axis to the right reaches from and to. */
    public static Span across(Series series) {
        return of(
                DoubleStream.concat(
                                points(series).mapToDouble(Point::x),
                                series.marks().stream().mapToDouble(Mark::x))
                        .toArray());
    }

    /** What the axis upwards reaches from and to. */
    public static Span up(Series series) {
        return of(points(series).mapToDouble(Point::y).toArray()).nearZero();
    }

    private static Stream<Point> points(Series series) {
        return series.lines().stream().flatMap(line -> line.points().stream());
    }

    private static Span around(double number) {
        double half = number == 0 ? 0.5 : Math.max(Math.abs(number) / 2, Double.MIN_VALUE);
        return new Span(
                Math.max(-Double.MAX_VALUE, number - half),
                Math.min(Double.MAX_VALUE, number + half));
    }

    /** Down to zero where zero is near; far from it, differences matter more. */
    public Span nearZero() {
        return low > 0 && low <= high / 2 ? new Span(0, high) : this;
    }

    /** How far a number is along the axis: 0 at the low end, 1 at the high one. */
    public double share(double number) {
        // Halved, because the difference of two numbers need not be finite.
        return Math.clamp((number / 2 - low / 2) / (high / 2 - low / 2), 0, 1);
    }

    /** The number that is so far along the axis. */
    public double at(double share) {
        return low * (1 - share) + high * share;
    }

    /**
     * How the numbers beside the axis are written: as fine as its length needs, and no finer.
     *
     * @param shares how far along the axis those numbers are
     */
    public DoubleFunction<String> written(double... shares) {
        double length = high - low;
        if (Math.max(-low, high) >= MOST_IN_FULL || length < LEAST_IN_FULL) {
            return Numbers::measured;
        }
        boolean whole = Arrays.stream(shares).map(this::at).allMatch(n -> n == Math.rint(n));
        int decimals = whole ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(length)));
        // A decimal that rounds to zero has no sign.
        return number ->
                String.format(
                        Locale.ROOT,
                        "%,." + decimals + "f",
                        new BigDecimal(number).setScale(decimals, RoundingMode.HALF_UP));
    }
}
