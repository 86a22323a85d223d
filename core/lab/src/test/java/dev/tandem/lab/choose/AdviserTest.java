// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdviserTest {

    private final Squares job = new Squares();

    private static ChoiceReport choose(
            Job<?> job, Needs needs, Duration timeout, ExecutionModel... models) throws Exception {
        return new Adviser(
                        worker -> {
                            throw new AssertionError("nobody needs a process");
                        },
                        WaitProbe.NONE)
                .run(
                        new ChoiceRequest(
                                job,
                                Parameters.of(job.spec().parameters(), Map.of()),
                                42,
                                List.of(models),
                                needs,
                                Duration.ofMillis(10),
                                timeout,
                                2),
                        ChoiceWatcher.NONE);
    }

    private ChoiceReport choose(ExecutionModel... models) throws Exception {
        return choose(job, Needs.NONE, Duration.ofMinutes(1), models);
    }

    private static Forecast forecast(ChoiceReport report, String id) {
        return report.forecasts().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void everyModelIsPredictedAndTheBestIsMeasuredAndGraded() throws Exception {
        ScriptedModel right = ScriptedModel.right("right", () -> {});
        ChoiceReport report =
                choose(
                        new SequentialModel(),
                        right,
                        ScriptedModel.wrongFrom("wrong", 1),
                        ScriptedModel.missing("absent", "there is none", "get one"));
        assertThat(report.stop()).isEqualTo(Stop.COMPLETED);
        assertThat(report.profile().orElseThrow().parts()).isEqualTo(8);
        assertThat(report.scaling().orElseThrow().curve().samples().getFirst().threads())
                .isEqualTo(1);
        assertThat(report.forecasts())
                .extracting(Forecast::id)
                .containsExactly("sequential", "right", "wrong", "absent");
        assertThat(forecast(report, "sequential").prediction().orElseThrow().basis())
                .isEqualTo(Prediction.Basis.PARTS);
        assertThat(forecast(report, "right").prediction().orElseThrow().basis())
                .isEqualTo(Prediction.Basis.TRIAL);
        assertThat(forecast(report, "wrong").excluded()).isEqualTo("wrong: it gives other results");
        assertThat(report.forecasts()).filteredOn(Forecast::isWrong).hasSize(1);
        assertThat(forecast(report, "absent").excluded())
                .isEqualTo("not available: there is none; get one");
        assertThat(report.advice()).isPresent();
        assertThat(report.graded()).isBetween(1L, 2L);
        assertThat(job.open).hasValue(0);
        assertThat(right.open).hasValue(0);
    }

    @Test
    void nothingIsAdvisedWhereNoModelMeetsTheNeeds() throws Exception {
        ChoiceReport report =
                choose(job, new Needs(true, 1, 1), Duration.ofMinutes(1), new SequentialModel());
        assertThat(forecast(report, "sequential").excluded())
                .startsWith("not isolated")
                .isNotEmpty();
        assertThat(report.comparison()).isEmpty();
        assertThat(report.advice()).isEmpty();
    }

    @Test
    void whatWasMeasuredBeforeACancellationIsReported() throws Exception {
        Thread caller = Thread.currentThread();
        ExecutionModel blocked =
                ScriptedModel.of(
                        "blocked",
                        (number, work) -> {
                            caller.interrupt();
                            new CountDownLatch(1).await();
                            return new long[0];
                        });
        ChoiceReport report = choose(new SequentialModel(), blocked);
        assertThat(report.stop()).isEqualTo(Stop.CANCELLED);
        assertThat(report.profile()).isPresent();
        assertThat(report.scaling()).isPresent();
        assertThat(report.advice()).isEmpty();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(job.open).hasValue(0);
    }

    @Test
    void aPartThatNeverEndsIsEndedByTheTimeout() throws Exception {
        Job<?> endless =
                of(index -> {
                    new CountDownLatch(1).await();
                    return 0L;
                });
        ChoiceReport report =
                choose(endless, Needs.NONE, Duration.ofMillis(50), new SequentialModel());
        assertThat(report.stop()).isEqualTo(Stop.TIMED_OUT);
        assertThat(report.profile()).isEmpty();
    }

    @Test
    void aPartThatFailsEndsTheChoice() {
        Job<?> failing =
                of(index -> {
                    throw new IllegalStateException("part " + index);
                });
        assertThatThrownBy(() ->
                        choose(failing, Needs.NONE, Duration.ofMinutes(1), new SequentialModel()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("part ");
    }

    @Test
    void aJobWithOtherResultsEachTimeHasNoTime() {
        AtomicLong counter = new AtomicLong();
        Job<?> unlike = of(index -> counter.incrementAndGet());
        assertThatThrownBy(() ->
                        choose(unlike, Needs.NONE, Duration.ofMinutes(1), new SequentialModel()))
                .isInstanceOf(DifferentResults.class)
                .hasMessageContaining("other results each time");
    }

    @FunctionalInterface
    private interface Part {
        Long at(int index) throws Exception;
    }

    private static Job<Long> of(Part part) {
        return new Job<>() {
            @Override
            public JobSpec spec() {
                return new Squares("sample.other").spec();
            }

            @Override
            public Work<Long> open(Parameters parameters, long seed) {
                return new Work<>() {
                    @Override
                    public int size() {
                        return 3;
                    }

                    @Override
                    public Long part(int index) throws Exception {
                        return part.at(index);
                    }

                    @Override
                    public long digest(Long result) {
                        return result;
                    }

                    @Override
                    public Parameters parameters() {
                        return parameters;
                    }
                };
            }
        };
    }
}
