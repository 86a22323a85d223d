// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.samples.Squares;
import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.Resources;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Measurements as the tests want them. */
final class Given {

    static final double MS = 1e6;
    static final int PROCESSORS = 2;

    private Given() {}

    /** Parts that are alike. */
    static PartProfile parts(int parts, double wall, double cpu, Wait... waits) {
        return new PartProfile(
                parts,
                new Spread(wall, wall, wall, wall),
                new Spread(cpu, cpu, cpu, cpu),
                wall,
                cpu,
                1 - cpu / wall,
                OptionalDouble.empty(),
                waits.length == 0 ? Optional.empty() : Optional.of(List.of(waits)));
    }

    static Wait wait(Kind kind, String what) {
        return new Wait(
                kind, what, List.of(), Duration.ofSeconds(1), Duration.ofMillis(9), 100, List.of());
    }

    /** The rates that a function has with 1, 2, 4 … threads, three times the same. */
    static Scaling scaling(int parts, int most, IntToDoubleFunction rate) {
        return new Scaling(
                parts,
                new Curve(
                        Curve.doublings(most).stream()
                                .map(n ->
                                        new Sample(
                                                n, Collections.nCopies(3, rate.applyAsDouble(n))))
                                .toList()),
                PROCESSORS);
    }

    static ChoiceRequest request(Needs needs, ExecutionModel... models) {
        var job = new Squares();
        return new ChoiceRequest(
                job,
                Parameters.of(job.spec().parameters(), Map.of()),
                42,
                List.of(models),
                needs,
                Duration.ofMillis(10),
                Duration.ofMinutes(1),
                PROCESSORS);
    }

    /** A model that is never run. */
    static ExecutionModel model(String id, Place place, int most) {
        return new ExecutionModel() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String title() {
                return id;
            }

            @Override
            public String description() {
                return id;
            }

            @Override
            public Optional<Plan> plan(JobRun<?> job, int parallelism) {
                return Optional.of(new Plan(place, Math.min(most, job.size())));
            }

            @Override
            public Session open(JobRun<?> job, Resources resources) {
                throw new AssertionError("nobody runs it");
            }
        };
    }

    /** A model of which it was measured what it takes. */
    static Forecast measured(ExecutionModel model, Plan plan, double nanos) {
        var estimate = new Estimate(nanos, OptionalDouble.of(nanos), OptionalDouble.of(nanos));
        var report =
                new ModelReport(
                        model,
                        new Standing.Agrees(),
                        OptionalLong.of(1_000_000),
                        0,
                        List.of(),
                        Optional.of(estimate),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty());
        double[] trial = IntStream.range(0, 9).mapToDouble(i -> nanos).toArray();
        return Forecast.of(model, Optional.of(plan), Prediction.ofTrial(trial))
                .measured(Optional.of(report));
    }
}
