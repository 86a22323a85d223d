// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.LiveThreads;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Domain;
import dev.tandem.spi.Event;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.Workload;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * What a run keeps: it ends as declared, at any size, when it is cancelled too, and leaves nothing.
 */
final class RunChecks {

    static final long SEED = 42;

    /** At the greatest values a run may take hours: after this it is cancelled. */
    private static final Duration ENOUGH = Duration.ofMillis(500);

    private static final Duration TO_END = Duration.ofSeconds(20);

    private final Runner runner = new Runner(new Launcher("tandem", Launch.AUTO));

    /** The labels of what has been observed so far, by the workload. */
    private final Map<String, Set<String>> seen = new HashMap<>();

    void endsAsDeclared(Workload workload, Variant<?> variant) throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        RunReport report = run(workload, variant, Map.of(), event -> {});
        assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
        switch (report.outcome()) {
            case Outcome.Failed failed ->
                    throw new AssertionError("the run failed", failed.error());
            case Outcome.Unavailable(String reason, String remedy) -> {
                assertThat(reason).isNotBlank();
                assertThat(remedy).isNotBlank();
            }
            case Outcome.Observed observed -> {
                assertThat(report.events()).as("a run tells what it does").isNotEmpty();
                assertDeclared(report, variant, observed);
            }
        }
        assertThat(LiveThreads.leftSince(before, TO_END)).isEmpty();
    }

    private static void assertDeclared(
            RunReport report, Variant<?> variant, Outcome.Observed observed) {
        Label label = report.expectation().orElseThrow();
        boolean declaredFlaw = variant.flaw().equals(Optional.of(label));
        assertThat(label.grade().isPass() || declaredFlaw)
                .as("%s, graded %s, with %s", label.name(), label.grade(), observed.evidence())
                .isTrue();
        assertThat(names(observed.evidence()))
                .as("names of evidence, as they stand in a JSON document")
                .allMatch(key -> key.matches("[a-z][a-zA-Z0-9]*"));
        PictureChecks.canBeShown(observed.evidence());
    }

    /**
     * The names that a workload gives to what it reports: its keys, and those of the records in its
     * lists. A map by itself is a table, whose keys are what was observed.
     */
    private static Stream<String> names(Map<?, ?> evidence) {
        return Stream.concat(
                evidence.keySet().stream().map(String::valueOf),
                evidence.values().stream()
                        .flatMap(value -> value instanceof List<?> list ? list.stream() : null)
                        .flatMap(value -> value instanceof Map<?, ?> map ? names(map) : null));
    }

    void cancelledAtOnce(Workload workload, Variant<?> variant) throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        Thread.currentThread().interrupt();
        RunReport report = run(workload, variant, Map.of(), event -> {});
        leftNothing(report, before);
    }

    void cancelledOnFirstEvent(Workload workload, Variant<?> variant) throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        Thread caller = Thread.currentThread();
        var once = new AtomicBoolean();
        RunReport report =
                run(
                        workload,
                        variant,
                        Map.of(),
                        event -> {
                            if (once.compareAndSet(false, true)) {
                                caller.interrupt();
                            }
                        });
        leftNothing(report, before);
    }

    /**
     * A value that the specification allows is run, or refused with a reason when it does not go
     * together with the others.
     */
    <T> void takesItsBounds(Workload workload, Parameter<T> parameter) throws InterruptedException {
        assumeAvailable(workload);
        Domain<T> domain = parameter.domain();
        for (T bound : domain.bounds()) {
            Map<String, String> values = Map.of(parameter.name(), domain.write(bound));
            Set<Thread> before = LiveThreads.all();
            RunReport report;
            try (Alarm _ = Alarm.interrupting(Thread.currentThread(), ENOUGH)) {
                report = run(workload, workload.spec().defaultVariant(), values, event -> {});
            }
            if (!(report.outcome() instanceof Outcome.Failed(TandemException.Usage _))) {
                leftNothing(report, before);
            }
        }
    }

    /** Interrupts a thread that has not got on with it. */
    private record Alarm(Thread clock) implements AutoCloseable {

        static Alarm interrupting(Thread thread, Duration after) {
            return new Alarm(
                    Thread.ofVirtual()
                            .name("alarm")
                            .start(() -> {
                                try {
                                    TimeUnit.NANOSECONDS.sleep(after.toNanos());
                                    thread.interrupt();
                                } catch (InterruptedException _) {
                                    return;
                                }
                            }));
        }

        @Override
        public void close() {
            clock.interrupt();
            boolean interrupted = Thread.interrupted();
            while (clock.isAlive()) {
                try {
                    clock.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * A run that was over before its cancellation arrived may have any outcome; none may leave
     * anything behind.
     */
    private static void leftNothing(RunReport report, Set<Thread> before)
            throws InterruptedException {
        // What came too late to cancel the run is not to end the test.
        Thread.interrupted();
        if (report.outcome() instanceof Outcome.Failed(Throwable error)
                && !(error instanceof InterruptedException)) {
            throw new AssertionError("the run failed", error);
        }
        assertThat(LiveThreads.leftSince(before, TO_END)).isEmpty();
    }

    static void assumeAvailable(Workload workload) {
        Availability availability = workload.spec().availability();
        assumeTrue(availability.isAvailable(), availability::toString);
    }

    /**
     * Small where the workload says what small is: the values with which the explorer drives it.
     */
    RunReport run(
            Workload workload, Variant<?> variant, Map<String, String> more, Event.Sink watcher) {
        Map<String, String> parameters = new LinkedHashMap<>();
        workload.spec().exploration().ifPresent(e -> parameters.putAll(e.parameters()));
        parameters.putAll(more);
        RunReport report =
                runner.run(
                        RunRequest.of(workload, Optional.of(variant.id()), parameters, SEED),
                        watcher::accept);
        if (report.outcome() instanceof Outcome.Observed observed) {
            seen.computeIfAbsent(workload.spec().id(), _ -> new HashSet<>()).add(observed.label());
        }
        return report;
    }

    /** The labels of all that the runs of this workload have shown until now. */
    Set<String> seen(Workload workload) {
        return seen.getOrDefault(workload.spec().id(), Set.of());
    }
}
