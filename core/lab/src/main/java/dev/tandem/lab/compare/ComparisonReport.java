// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.compare.ModelReport.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The outcome of a comparison.
 *
 * @param parts how many parts the job had; 0 when the comparison was stopped before it was open
 * @param models those that were to be measured: the baseline first, unless it only checks, then the
 *     others in the order of the request
 * @param limit what ended the rounds; empty when the comparison was stopped before
 * @param busy the share of the time of all processors that other programs used while it was
 *     measured; empty where that is not known
 * @param nanos how long it all took
 */
public record ComparisonReport(
        ComparisonRequest request,
        Machine machine,
        Stop stop,
        int parts,
        List<ModelReport> models,
        Optional<Rounds.Limit> limit,
        OptionalDouble busy,
        long nanos) {

    /** Without so many rounds there is no interval, and nothing may be concluded. */
    public static final int FEWEST_ROUNDS = Medians.FEWEST_SAMPLES;

    private static final long ENOUGH_NANOS = 200_000_000;

    /** How a comparison came to its end. */
    public enum Stop {
        COMPLETED,
        /** From outside; what had been measured until then is reported. */
        CANCELLED,
        /** Because its time was up; likewise. */
        TIMED_OUT
    }

    /**
     * Whether every model that can run here has been checked and gave the results of the baseline,
     * whenever it ran.
     */
    public boolean isVerified() {
        return models.stream()
                .allMatch(m -> m.agrees() || m.standing() instanceof Standing.Missing);
    }

    /** What the others are compared with: the first of them where the baseline only checks. */
    public ModelReport baseline() {
        return models.getFirst();
    }

    /** How many rounds were measured. */
    public int rounds() {
        return baseline().samples().size();
    }

    public Optional<ModelReport> model(String id) {
        return models.stream().filter(m -> m.id().equals(id)).findFirst();
    }

    /**
     * The model with the smallest median, the baseline included; empty when nothing was measured.
     */
    public Optional<ModelReport> fastest() {
        return models.stream()
                .filter(m -> m.time().isPresent())
                .min(Comparator.comparingDouble(m -> m.time().orElseThrow().value()));
    }

    /**
     * The share of its time for which the baseline had a processor: near 1 for work that only
     * computes, less when other programs wanted the processor. Empty when too little was measured
     * for the clock.
     */
    public OptionalDouble baselineOnProcessor() {
        List<Sample> samples = baseline().samples();
        long nanos = samples.stream().mapToLong(Sample::nanos).sum();
        OptionalLong cpu = baseline().cpuNanos();
        return cpu.isPresent() && nanos >= ENOUGH_NANOS
                ? OptionalDouble.of((double) cpu.getAsLong() * samples.size() / nanos)
                : OptionalDouble.empty();
    }

    /**
     * How many times as fast one model is as another, from the rounds that both took part in; empty
     * when there is none.
     */
    public Optional<Estimate> speedup(ModelReport of, ModelReport over) {
        return Summary.speedup(of.samples(), over.samples());
    }
}
