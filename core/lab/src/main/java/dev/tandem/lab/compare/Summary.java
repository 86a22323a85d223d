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

    private final List<Sample> baseline;
    private final int processors;
    private final Bootstrap bootstrap;

    Summary(ComparisonRequest request, List<Sample> baseline, int parts) {
        this.baseline = List.copyOf(baseline);
        this.processors = Math.min(request.parallelism(), parts);
        this.bootstrap = new Bootstrap(request.seed());
    }

    ModelReport of(Contestant contestant) {
        List<Sample> samples = contestant.samples();
        Optional<Estimate> speedup = speedup(bootstrap, samples, baseline);
        int used = isBaseline(contestant) ? 1 : processors;
        return new ModelReport(
                contestant.model(),
                contestant.standing(),
                contestant.startupNanos(),
                contestant.warmUp().runs(),
                samples,
                samples.isEmpty()
                        ? Optional.empty()
                        : Optional.of(bootstrap.median(nanos(samples))),
                speedup,
                speedup.map(s -> OptionalDouble.of(s.value() / used))
                        .orElse(OptionalDouble.empty()),
                mean(samples, Usage::cpuNanos),
                most(samples, Usage::peakBytes),
                most(samples, Usage::descendantsPeakBytes));
    }

    static Optional<Estimate> speedup(Bootstrap bootstrap, List<Sample> of, List<Sample> over) {
        Map<Integer, Sample> partners =
                over.stream().collect(Collectors.toMap(Sample::round, Function.identity()));
        // A comparison that was stopped may have a last round in which not all have run.
        List<Sample> paired = of.stream().filter(s -> partners.containsKey(s.round())).toList();
        if (paired.isEmpty()) {
            return Optional.empty();
        }
        List<Sample> others = paired.stream().map(s -> partners.get(s.round())).toList();
        return Optional.of(bootstrap.ratioOfMedians(nanos(others), nanos(paired)));
    }

    private static boolean isBaseline(Contestant contestant) {
        return contestant.id().equals(SequentialModel.ID);
    }

    private static double[] nanos(List<Sample> samples) {
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
