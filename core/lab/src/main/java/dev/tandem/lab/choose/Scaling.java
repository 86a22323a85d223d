// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.lab.scaling.Estimate;
import dev.tandem.lab.scaling.Scalability;
import java.util.List;
import java.util.Optional;

/**
 * How fast a job is with so many threads.
 *
 * @param parts how many it has
 * @param curve parts a second
 * @param processors at which the curve may have a corner
 */
public record Scaling(int parts, Curve curve, int processors) {

    /** A curve that gains less from twice as many threads has levelled off. */
    private static final double GAIN = 1.05;

    /** What all threads together take for a run, interpolated between what was measured. */
    public double nanos(int workers) {
        List<Sample> samples = curve.samples();
        Sample below = samples.getFirst();
        for (Sample sample : samples) {
            if (sample.threads() >= workers) {
                return parts * 1e9 / between(below, sample, workers);
            }
            below = sample;
        }
        return parts * 1e9 / below.median();
    }

    /** A straight line where both axes are logarithmic. */
    private static double between(Sample below, Sample above, int workers) {
        if (below.threads() == above.threads()) {
            return above.median();
        }
        double place =
                Math.log((double) workers / below.threads())
                        / Math.log((double) above.threads() / below.threads());
        return below.median() * Math.pow(above.median() / below.median(), place);
    }

    /** The highest rate that was measured, in parts a second. */
    public double highest() {
        return curve.samples().stream().mapToDouble(Sample::median).max().orElseThrow();
    }

    /** Whether twice as many threads as the half of the most have gained nothing. */
    public boolean levelsOff() {
        List<Sample> samples = curve.samples();
        return samples.size() > 1
                && samples.getLast().median() < GAIN * samples.get(samples.size() - 2).median();
    }

    /** The share that only one at a time can do; empty when too little was measured for a line. */
    public Optional<Estimate> amdahl() {
        long measured = curve.samples().stream().mapToInt(s -> s.rates().size()).sum();
        return curve.samples().size() > 1 && measured > 2
                ? Optional.of(Scalability.amdahl(curve))
                : Optional.empty();
    }

    public Scalability law() {
        return Scalability.of(curve, processors);
    }

    /**
     * The standard deviation of the logarithms of the rates at one number of threads, from all
     * numbers together.
     */
    double deviation() {
        double squares = 0;
        for (Sample sample : curve.samples()) {
            double mean = sample.rates().stream().mapToDouble(Math::log).average().orElseThrow();
            for (double rate : sample.rates()) {
                squares += (Math.log(rate) - mean) * (Math.log(rate) - mean);
            }
        }
        return freedom() == 0 ? 0 : Math.sqrt(squares / freedom());
    }

    int freedom() {
        return curve.samples().stream().mapToInt(s -> s.rates().size() - 1).sum();
    }

    /** How often the numbers of threads were measured, at least. */
    int rounds() {
        return curve.samples().stream().mapToInt(s -> s.rates().size()).min().orElseThrow();
    }
}
