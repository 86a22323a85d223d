// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.testkit.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private static final Label DONE = Label.acceptable("done", "it is done");

    private interface Body {
        Outcome run(RunContext context) throws Exception;
    }

    private static Workload workload(Body body) {
        WorkloadSpec spec = WorkloadSpec.of("test.body", "A body", "None.").with(DONE).build();
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
        RunReport report =
                Runs.of(workload(c -> Label.acceptable("surprise", "not declared").observed()))
                        .report();
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
                                    return DONE.observed();
                                }))
                        .report();
        release.countDown();
        assertFailed(report, "thread straggler");
    }

    @Test
    void aVirtualThreadThatOutlivesItsRunFailsTheRunAndIsNamed() {
        var release = new CountDownLatch(1);
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    Thread.ofVirtual()
                                            .name("straggler")
                                            .start(() -> awaitDeafly(release));
                                    return DONE.observed();
                                }))
                        .report();
        release.countDown();
        assertFailed(report, "thread straggler");
    }

    @Test
    void aThreadOfAnotherRunIsNotBlamedOnThisOne() throws InterruptedException {
        var release = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var reports = new ArrayList<RunReport>();
        Workload waiting =
                workload(context -> {
                    Thread helper = Thread.startVirtualThread(() -> awaitDeafly(release));
                    started.countDown();
                    helper.join();
                    return DONE.observed();
                });
        Thread other = Thread.startVirtualThread(() -> reports.add(Runs.of(waiting).report()));
        started.await();
        assertThat(Runs.of(workload(context -> DONE.observed())).observe().label())
                .isEqualTo("done");
        release.countDown();
        other.join();
        assertThat(reports.getFirst().isPass()).isTrue();
    }

    private static void awaitDeafly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // Whoever waits like this outlives its run.
            }
        }
    }

    private static void assertFailed(RunReport report, String message) {
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.error()).hasMessageContaining(message));
    }

    /** A scope whose processes have to be ended for it. */
    private static final class Untidy implements ProcessScope {
        @Override
        public Workers workers() {
            throw new IllegalStateException("nothing is started");
        }

        @Override
        public Outcome runIsolated(RunRequest request) {
            throw new IllegalStateException("nothing is isolated");
        }

        @Override
        public List<String> end() {
            return List.of("4711 sleep 60");
        }
    }

    private static RunReport runUntidily(Body body) {
        RunRequest request = RunRequest.of(workload(body), Optional.empty(), Map.of(), 1);
        return new Runner(sink -> new Untidy()).run(request, event -> {});
    }

    @Test
    void aProcessThatOutlivesItsRunFailsTheRunAndIsNamed() {
        assertFailed(runUntidily(context -> DONE.observed()), "process 4711 sleep 60");
    }

    @Test
    void aCancelledRunWhoseProcessesHadToBeEndedIsCancelledAndNoFailure() {
        Thread.currentThread().interrupt();
        RunReport report =
                runUntidily(context -> {
                    new CountDownLatch(1).await();
                    return DONE.observed();
                });
        assertThat(report.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(InterruptedException.class));
    }

    @Test
    void anErrorOfAnyKindEndsTheRunAtOnce() {
        final class Unheard extends Error {
            private static final long serialVersionUID = 1;
        }
        var error = new Unheard();
        RunReport report =
                Runs.of(
                                workload(context -> {
                                    throw error;
                                }))
                        .report();
        assertThat(report.outcome()).isEqualTo(new Outcome.Failed(error));
        assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aScratchFolderThatTheWorkloadHasDeletedIsNotLeftBehind() {
        Workload tidy =
                workload(context -> {
                    Files.delete(context.scratch());
                    return DONE.observed();
                });
        assertThat(Runs.of(tidy).observe().label()).isEqualTo("done");
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
                                    return DONE.observed();
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
                                    return DONE.observed();
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
                            return DONE.observed();
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
                                    return DONE.observed();
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
                    return DONE.observed();
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
                                    return DONE.observed();
                                }))
                        .report();
        assertThat(Runs.texts(report)).containsExactly("first", "second", "third");
        assertThat(report.events().get(1).thread()).isEqualTo("other");
    }
}
