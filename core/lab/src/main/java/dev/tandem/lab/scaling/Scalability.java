// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.spi.Count;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the universal scalability law describes a curve, and with which coefficients:
 *
 * <pre>X(N) = λN / (1 + σ(N − 1) + κN(N − 1))</pre>
 *
 * λ is the throughput of one thread, σ the contention, which is the share of the work that only one
 * at a time can do, and κ the coherency, which is what it costs each to agree with each other. See
 * Gunther, Guerrilla Capacity Planning, 2007, chapters 4 and 5.
 *
 * <p>The law is linear in the time that a thread needs for a unit of work, N/X, with the
 * coefficients 1/λ, σ/λ and κ/λ. That line is fitted by least squares of the relative errors, since
 * a machine that is slowed down by a tenth is so at every throughput; the weights for it come from
 * the line itself, which is therefore fitted a few times. A coefficient that comes out negative is
 * left out: where the law holds it could as well be 0, and where it does not, the rest misses.
 */
public sealed interface Scalability {

    /**
     * How far the law may be from a median that is sure; from another it may be three standard
     * errors. It is too little for a curve with a corner, such as where the processors are used up:
     * no contention makes one.
     */
    double TOLERANCE = 0.15;

    /** What it takes to tell three coefficients from an accident. */
    int FEWEST_SAMPLES = 4;

    /** The law does not describe the curve. */
    record None(String reason) implements Scalability {
        @Override
        public String toString() {
            return "none: " + reason;
        }
    }

    /**
     * The law describes the curve.
     *
     * @param rate λ, by the second
     * @param contention σ
     * @param coherency κ
     * @param upTo the most threads that it was fitted to
     */
    record Law(double rate, Estimate contention, Estimate coherency, int upTo)
            implements Scalability {

        private static final int PIECES = 64;

        /** The throughput that the law expects of so many threads. */
        public double at(double threads) {
            double others = threads - 1;
            return rate
                    * threads
                    / (1 + contention.value() * others + coherency.value() * threads * others);
        }

        /**
         * How many threads have the highest throughput. Without a coherency that can be told from 0
         * there is no such number: the throughput levels off.
         */
        public Optional<Double> peak() {
            if (coherency.low() <= 0) {
                return Optional.empty();
            }
            double parallel = Math.max(0, 1 - contention.value());
            return Optional.of(Math.max(1, Math.sqrt(parallel / coherency.value())));
        }

        /** With the law's line, and with its peak where that is in sight. */
        @Override
        public Series picture(Curve curve, String y) {
            int greatest = curve.samples().getLast().threads();
            List<Point> line =
                    IntStream.rangeClosed(0, PIECES)
                            .mapToDouble(i -> 1 + (upTo - 1.0) * i / PIECES)
                            .mapToObj(n -> new Point(n, at(n)))
                            .toList();
            Series series = Scalability.super.picture(curve, y).with("the law", line);
            return peak().filter(n -> n <= greatest)
                    .map(n -> series.marked("the law's peak", n))
                    .orElse(series);
        }

        @Override
        public String toString() {
            return "up to "
                    + upTo
                    + " threads: contention "
                    + contention
                    + ", coherency "
                    + coherency
                    + peak().map(n -> String.format(Locale.ROOT, ", peak at %.0f threads", n))
                            .orElse(", no peak");
        }
    }

    /**
     * The curve, and what is known about it.
     *
     * @param y what is done, by the second
     */
    default Series picture(Curve curve, String y) {
        return Series.of("threads", y).with("measured", curve.medians());
    }

    /**
     * Fits the law to a curve, and if it does not describe the whole, to the part before a corner.
     *
     * @param corner with how many threads the processors are used up; a limit which is none of the
     *     law's
     */
    static Scalability of(Curve curve, int corner) {
        Scalability whole = of(curve);
        return whole instanceof None && of(curve.upTo(corner)) instanceof Law part ? part : whole;
    }

    /**
     * The share of the work that only one at a time can do, by the law without coherency, which is
     * Amdahl's: a speed-up of 1 / (σ + (1 − σ) / N). See Amdahl, Validity of the single processor
     * approach to achieving large scale computing capabilities, 1967.
     *
     * @param curve of at least two numbers of threads, and three measurements
     */
    static Estimate amdahl(Curve curve) {
        return LawFit.of(curve, true, false).contention().notNegative();
    }

    /** Fits the law to a curve. */
    static Scalability of(Curve curve) {
        List<Sample> samples = curve.samples();
        if (samples.size() < FEWEST_SAMPLES) {
            return new None(
                    String.format(
                            Locale.ROOT,
                            "measured with %d numbers of threads, and it takes %d",
                            samples.size(),
                            FEWEST_SAMPLES));
        }
        LawFit full = LawFit.of(curve, true, true);
        boolean contends = full.contention().value() >= 0;
        boolean coheres = full.coherency().value() >= 0;
        LawFit fit = contends && coheres ? full : LawFit.of(curve, contends, coheres);
        Law law =
                new Law(
                        fit.rate(),
                        (contends ? fit : full).contention().notNegative(),
                        (coheres ? fit : full).coherency().notNegative(),
                        samples.getLast().threads());
        return samples.stream()
                .filter(sample -> !(miss(law, sample) <= Math.max(TOLERANCE, 3 * sample.error())))
                .max(Comparator.comparingDouble(sample -> miss(law, sample)))
                .<Scalability>map(worst ->
                        new None(
                                String.format(
                                        Locale.ROOT,
                                        "the law misses the throughput of %s by %.0f %%",
                                        Count.of(worst.threads(), "thread"),
                                        100 * miss(law, worst))))
                .orElse(law);
    }

    private static double miss(Law law, Sample sample) {
        return Math.abs(law.at(sample.threads()) / sample.median() - 1);
    }
}
