package dev.tandem.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.testkit.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private interface Body {
        Outcome run(RunContext context) throws Exception;
    }

    private static Workload workload(Body body) {
        WorkloadSpec spec =
                WorkloadSpec.of("test.body")
                        .title("A body")
                        .lesson("None.")
                        .acceptable("done", "it is done")
                        .build();
        return new Workload() {
            @Override
            public WorkloadSpec spec() {
                return spec;
            }

            @Override
            public Outcome run(RunContext context) throws Exception {
                return body.run(context);
            }
        };
    }

    @Test
    void anOutcomeThatNobodyDeclaredIsNoPass() {
        RunReport report = Runs.of(workload(c -> Outcome.observed("surprise"))).report();
        assertThat(report.expectation().orElseThrow().grade()).isEqualTo(Grade.UNDECLARED);
        assertThat(report.isPass()).isFalse();
    }

    @Test
    void aThreadThatOutlivesItsRunFailsTheRunAndIsNamed() {
        var release = new CountDownLatch(1);
        var leaked = new AtomicReference<Thread>();
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    leaked.set(
                                            Thread.ofPlatform()
                                                    .name("straggler")
                                                    .start(() -> {
                                                        while (release.getCount() > 0) {
                                                            Thread.onSpinWait();
                                                        }
                                                    }));
                                    return Outcome.observed("done");
                                }))
                        .report();
        release.countDown();
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .hasMessageContaining("thread straggler"));
    }

    @Test
    void whatCannotBeHadIsUnavailableAndNotAFailure() {
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    throw new TandemException.Missing("no moon", "wait");
                                }))
                        .report();
        assertThat(report.outcome()).isEqualTo(Outcome.unavailable("no moon", "wait"));
    }

    @Test
    void aFileThatCannotBeWrittenIsAFailureWhenThereIsRoom() {
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    Files.writeString(context.scratch(), "a folder");
                                    return Outcome.observed("done");
                                }))
                        .report();
        assertThat(report.outcome()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void whatAThreadOfTheRunThrowsIsTheFailureOfTheRun() {
        var cause = new IllegalStateException("thrown in a task");
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    CompletableFuture.failedFuture(cause).get();
                                    return Outcome.observed("done");
                                }))
                        .report();
        assertThat(report.outcome()).isEqualTo(new Outcome.Failed(cause));
    }

    @Test
    void theScratchFolderGoesWithTheRun() {
        var folder = new AtomicReference<Path>();
        Runs.of(
                        workload(context -> {
                            folder.set(context.scratch());
                            Files.writeString(
                                    Files.createDirectory(context.scratch().resolve("sub"))
                                            .resolve("file"),
                                    "text");
                            return Outcome.observed("done");
                        }))
                .observe();
        assertThat(folder.get()).doesNotExist();
    }

    @Test
    void aRunThatExceedsItsTimeIsInterrupted() {
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    new CountDownLatch(1).await();
                                    return Outcome.observed("done");
                                }))
                        .within(Duration.ofMillis(30))
                        .report();
        assertThat(report.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(InterruptedException.class));
    }

    @Test
    void randomStreamsDependOnSeedAndNumberAlone() {
        List<Long> numbers = new ArrayList<>();
        Workload drawing =
                workload(context -> {
                    numbers.add(context.random(1).nextLong());
                    numbers.add(context.random(2).nextLong());
                    numbers.add(context.random(1).nextLong());
                    return Outcome.observed("done");
                });
        Runs.of(drawing).seed(7).observe();
        Runs.of(drawing).seed(8).observe();
        assertThat(numbers.get(0))
                .isEqualTo(numbers.get(2))
                .isNotEqualTo(numbers.get(1))
                .isNotEqualTo(numbers.get(3));
    }

    @Test
    void eventsOfAllThreadsComeInTheOrderOfTheirTime() {
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    context.event("first");
                                    Thread other =
                                            Thread.ofPlatform()
                                                    .name("other")
                                                    .start(() -> context.event("second"));
                                    other.join();
                                    context.event("third");
                                    return Outcome.observed("done");
                                }))
                        .report();
        assertThat(Runs.texts(report)).containsExactly("first", "second", "third");
        assertThat(report.events().get(1).thread()).isEqualTo("other");
    }
}
