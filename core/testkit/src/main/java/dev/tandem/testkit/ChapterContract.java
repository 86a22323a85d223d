package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Subject;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.LiveThreads;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Job;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Work;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every workload and every job keeps, whoever wrote it. A module has an empty subclass of this
 * among its tests, and all that {@link java.util.ServiceLoader} finds on its class path is held to
 * it.
 */
public abstract class ChapterContract {

    private static final long SEED = 42;

    private final Catalogue catalogue;
    private final Runner runner = new Runner(new Launcher("tandem", Launch.AUTO));

    protected ChapterContract() {
        this(Catalogue.discover(List.of()));
    }

    ChapterContract(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Test
    void everythingThatTheModuleOffersCanBeUsed() {
        assertThat(catalogue.chapters()).isNotEmpty();
        assertThat(catalogue.problems()).isEmpty();
    }

    @Test
    void readingTheSpecificationsStartsNoThread() {
        Set<Thread> before = LiveThreads.all();
        Catalogue again = Catalogue.discover(List.of());
        again.workloads().forEach(Workload::spec);
        again.jobs().forEach(Job::spec);
        assertThat(LiveThreads.startedSince(before)).isEmpty();
    }

    @TestFactory
    Stream<DynamicContainer> workloads() {
        return catalogue.workloads().stream()
                .map(w ->
                        dynamicContainer(
                                w.spec().id(),
                                w.spec().variants().stream().flatMap(v -> contract(w, v))));
    }

    /** What the explorer finds, for every workload that says that it can be explored. */
    @TestFactory
    Stream<DynamicContainer> explorations() {
        return catalogue.workloads().stream()
                .filter(w -> w.spec().exploration().isPresent())
                .map(w ->
                        dynamicContainer(
                                w.spec().id(),
                                w.spec().variants().stream()
                                        .map(v ->
                                                v.isFlawed()
                                                        ? dynamicTest(
                                                                v.id()
                                                                        + ": its flaw is found and replayed",
                                                                () -> flawIsFound(w, v))
                                                        : dynamicTest(
                                                                v.id() + ": nothing goes wrong",
                                                                () -> nothingGoesWrong(w, v)))));
    }

    @TestFactory
    Stream<DynamicContainer> jobs() {
        return catalogue.jobs().stream()
                .map(job ->
                        dynamicContainer(
                                job.spec().id(),
                                Stream.of(
                                        dynamicTest("parts are pure", () -> partsArePure(job)),
                                        dynamicTest(
                                                "another opening has the same parts",
                                                () -> canBeRebuilt(job)),
                                        dynamicTest(
                                                "another seed gives other parts",
                                                () -> seedMatters(job)))));
    }

    private Stream<DynamicNode> contract(Workload workload, Variant<?> variant) {
        return Stream.of(
                dynamicTest(
                        variant.id() + ": ends as declared",
                        () -> endsAsDeclared(workload, variant)),
                dynamicTest(
                        variant.id() + ": is cancelled before its first step",
                        () -> cancelledAtOnce(workload, variant)),
                dynamicTest(
                        variant.id() + ": is cancelled in the middle",
                        () -> cancelledOnFirstEvent(workload, variant)));
    }

    private void endsAsDeclared(Workload workload, Variant<?> variant) throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        RunReport report = runner.run(request(workload, variant), event -> {});
        assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
        switch (report.outcome()) {
            case Outcome.Failed failed ->
                    throw new AssertionError("the run failed", failed.error());
            case Outcome.Unavailable unavailable -> {
                assertThat(unavailable.reason()).isNotBlank();
                assertThat(unavailable.remedy()).isNotBlank();
            }
            case Outcome.Observed observed -> {
                assertThat(report.events()).as("a run tells what it does").isNotEmpty();
                Label expectation = report.expectation().orElseThrow();
                boolean declaredFlaw =
                        variant.flaw().map(Label::name).equals(Optional.of(observed.label()));
                assertThat(expectation.grade().isPass() || declaredFlaw)
                        .as(
                                "%s, graded %s, with %s",
                                observed.label(), expectation.grade(), observed.evidence())
                        .isTrue();
                assertThat(names(observed.evidence()))
                        .as("names of evidence, as they stand in a JSON document")
                        .allMatch(key -> key.matches("[a-z][a-zA-Z0-9]*"));
                assertThat(report.events()).as("a run tells what it does").isNotEmpty();
            }
        }
        assertThat(LiveThreads.leftSince(before, Duration.ofSeconds(20))).isEmpty();
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

    private void cancelledAtOnce(Workload workload, Variant<?> variant)
            throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        Thread.currentThread().interrupt();
        RunReport report = runner.run(request(workload, variant), event -> {});
        leftNothing(report, before);
    }

    private void cancelledOnFirstEvent(Workload workload, Variant<?> variant)
            throws InterruptedException {
        Set<Thread> before = LiveThreads.all();
        Thread caller = Thread.currentThread();
        var once = new AtomicBoolean();
        RunReport report =
                runner.run(
                        request(workload, variant),
                        event -> {
                            if (once.compareAndSet(false, true)) {
                                caller.interrupt();
                            }
                        });
        leftNothing(report, before);
    }

    /**
     * A run that was over before its cancellation arrived may have any outcome; none may leave
     * anything behind.
     */
    private static void leftNothing(RunReport report, Set<Thread> before)
            throws InterruptedException {
        boolean interruptionUnused = Thread.interrupted();
        if (report.ending() == Ending.COMPLETED && !interruptionUnused) {
            assertThat(report.outcome()).isNotNull();
        }
        if (report.outcome() instanceof Outcome.Failed failed) {
            assertThat(failed.error()).isInstanceOf(InterruptedException.class);
        }
        assertThat(LiveThreads.leftSince(before, Duration.ofSeconds(20))).isEmpty();
    }

    private static void flawIsFound(Workload workload, Variant<?> variant) {
        var subject = Subject.OfWorkload.of(workload, variant.id(), Map.of(), SEED);
        ExplorationResult result = explore(ExploreRequest.of(subject));
        assertThat(result.stop()).as("%s", result).isEqualTo(Stop.FAILED);
        Failure failure = result.failure().orElseThrow();
        String flaw = variant.flaw().orElseThrow().name();
        // The explorer sees a deadlock before the workload, which has to look for it, can report
        // it.
        boolean isDeadlock =
                failure.kind() == Kind.DEADLOCK || failure.kind() == Kind.PARTIAL_DEADLOCK;
        assertThat(isDeadlock ? flaw : failure.message()).contains(isDeadlock ? "deadlock" : flaw);

        Replayed replayed = Explorer.replay(subject, failure.schedule(), 20_000);
        assertThat(replayed.kind()).contains(failure.kind());
        assertThat(replayed.message()).isEqualTo(failure.message());
    }

    private static void nothingGoesWrong(Workload workload, Variant<?> variant) {
        var subject = Subject.OfWorkload.of(workload, variant.id(), Map.of(), SEED);
        boolean bounded = variant.bounded().isPresent();
        long most = bounded ? 20_000 : 200_000;
        ExplorationResult result = explore(ExploreRequest.of(subject).limited(most, 20_000));
        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(bounded ? Stop.BOUNDED : Stop.EXHAUSTED);
        assertThat(result.limit()).isEqualTo(bounded ? most + " executions" : "");
    }

    private static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    /**
     * Small where the workload says what small is: the values with which the explorer drives it.
     */
    private static RunRequest request(Workload workload, Variant<?> variant) {
        Map<String, String> parameters = new LinkedHashMap<>();
        workload.spec().exploration().ifPresent(e -> parameters.putAll(e.parameters()));
        return RunRequest.of(workload, Optional.of(variant.id()), parameters, SEED);
    }

    private static <R> Work<R> open(Job<R> job, long seed) throws Exception {
        return job.open(Parameters.of(job.spec().parameters(), Map.of()), seed);
    }

    private static void partsArePure(Job<?> job) throws Exception {
        try (Work<?> work = open(job, SEED)) {
            assertThat(work.size()).isPositive();
            int last = work.size() - 1;
            long digest = work.digestOf(last);
            work.digestOf(0);
            assertThat(work.digestOf(last)).isEqualTo(digest);
        }
    }

    private static void canBeRebuilt(Job<?> job) throws Exception {
        try (Work<?> work = open(job, SEED);
                Work<?> rebuilt =
                        job.open(
                                Parameters.of(job.spec().parameters(), work.parameters().asText()),
                                SEED)) {
            assertThat(rebuilt.size()).isEqualTo(work.size());
            assertThat(rebuilt.digestOf(work.size() / 2)).isEqualTo(work.digestOf(work.size() / 2));
        }
    }

    private static void seedMatters(Job<?> job) throws Exception {
        try (Work<?> work = open(job, SEED);
                Work<?> other = open(job, SEED + 1)) {
            assertThat(other.digestOf(0)).isNotEqualTo(work.digestOf(0));
        }
    }
}
