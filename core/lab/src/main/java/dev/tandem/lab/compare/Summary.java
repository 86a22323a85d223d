// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Works the samples out into what is reported. */
final class Summary {

    /** A mean is told to three digits only where the clock tells so many apart. */
    private static final long LEAST_STEPS = 100;

    private final List<Sample> baseline;
    private final String baselineId;
    private final int processors;
    private final long leastCpuNanos;

    /**
     * @param processors how many a model can use
     * @param cpuResolutionNanos the smallest difference of processor times that is told
     */
    Summary(Contestant baseline, int processors, long cpuResolutionNanos) {
        this.baseline = List.copyOf(baseline.samples());
        baselineId = baseline.id();
        this.processors = processors;
        leastCpuNanos = LEAST_STEPS * cpuResolutionNanos;
    }

    ModelReport of(Contestant contestant) {
        List<Sample> samples = contestant.samples();
        Optional<Estimate> speedup = speedup(samples, baseline);
        int used = isBaseline(contestant) ? 1 : processors;
        return new ModelReport(
                contestant.model(),
                contestant.standing(),
                contestant.startupNanos(),
                contestant.warmUp().runs(),
                samples,
                samples.isEmpty() ? Optional.empty() : Optional.of(Medians.median(nanos(samples))),
                speedup,
                speedup.map(s -> OptionalDouble.of(s.value() / used))
                        .orElse(OptionalDouble.empty()),
                Trend.of(nanos(samples)),
                measurable(mean(samples, Usage::cpuNanos)),
                mean(samples, Usage::allocatedBytes),
                most(samples, Usage::workersPeakBytes));
    }

    static Optional<Estimate> speedup(List<Sample> of, List<Sample> over) {
        Map<Integer, Sample> partners =
                over.stream().collect(Collectors.toMap(Sample::round, Function.identity()));
        // A comparison that was stopped may have a last round in which not all have run.
        List<Sample> paired = of.stream().filter(s -> partners.containsKey(s.round())).toList();
        if (paired.isEmpty()) {
            return Optional.empty();
        }
        List<Sample> others = paired.stream().map(s -> partners.get(s.round())).toList();
        return Optional.of(Medians.ratio(nanos(others), nanos(paired)));
    }

    private boolean isBaseline(Contestant contestant) {
        return contestant.id().equals(baselineId);
    }

    private OptionalLong measurable(OptionalLong cpuNanos) {
        return cpuNanos.orElse(0) < leastCpuNanos ? OptionalLong.empty() : cpuNanos;
    }

    static double[] nanos(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::nanos).toArray();
    }

    private static OptionalLong mean(List<Sample> samples, Function<Usage, OptionalLong> value) {
        OptionalDouble mean =
                samples.stream()
                        .map(s -> value.apply(s.usage()))
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .average();
        return mean.isPresent()
                ? OptionalLong.of(Math.round(mean.getAsDouble()))
                : OptionalLong.empty();
    }

    private static OptionalLong most(List<Sample> samples, Function<Usage, OptionalLong> value) {
        return samples.stream()
                .map(s -> value.apply(s.usage()))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }
}
