// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.LiveThreads;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What every workload and every job keeps, whoever wrote it. A module has an empty subclass of this
 * among its tests, and all that {@link java.util.ServiceLoader} finds on its class path is held to
 * it. What the machine cannot run is skipped, with the reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class ChapterContract {

    private final Catalogue catalogue;
    private final RunChecks runs = new RunChecks();
    private final ExplorationChecks explorations = new ExplorationChecks();
    private final OutcomeChecks outcomes =
            new OutcomeChecks(runs, explorations, Duration.ofSeconds(30));

    protected ChapterContract() {
        this(Catalogue.discover(List.of()));
    }

    ChapterContract(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Values under which a workload shows an outcome that neither its defaults nor the explorer
     * reach, each a map from the names of parameters to texts.
     */
    protected List<Map<String, String>> alsoWith(String id) {
        return List.of();
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
                                Stream.concat(
                                        w.spec().variants().stream().flatMap(v -> runs(w, v)),
                                        w.spec().parameters().stream().map(p -> bounds(w, p)))));
    }

    private Stream<DynamicNode> runs(Workload workload, Variant<?> variant) {
        String id = variant.id();
        return Stream.of(
                dynamicTest(
                        id + ": ends as declared", () -> runs.endsAsDeclared(workload, variant)),
                dynamicTest(
                        id + ": is cancelled before its first step",
                        () -> runs.cancelledAtOnce(workload, variant)),
                dynamicTest(
                        id + ": is cancelled in the middle",
                        () -> runs.cancelledOnFirstEvent(workload, variant)));
    }

    private DynamicNode bounds(Workload workload, Parameter<?> parameter) {
        return dynamicTest(
                parameter.name() + ": takes its least and its greatest value",
                () -> runs.takesItsBounds(workload, parameter));
    }

    /** What the explorer finds, for every workload that says that it can be explored. */
    @TestFactory
    Stream<DynamicContainer> explorations() {
        return catalogue.workloads().stream()
                .filter(w -> w.spec().exploration().isPresent())
                .map(w ->
                        dynamicContainer(
                                w.spec().id(),
                                w.spec().variants().stream().map(v -> exploration(w, v))));
    }

    private DynamicNode exploration(Workload workload, Variant<?> variant) {
        return variant.isFlawed()
                ? dynamicTest(
                        variant.id() + ": its flaw is found and replayed",
                        () -> explorations.flawIsFound(workload, variant))
                : dynamicTest(
                        variant.id() + ": nothing goes wrong",
                        () -> explorations.nothingGoesWrong(workload, variant));
    }

    /**
     * An outcome that is declared can be seen, or the specification says why not. Comes last, as
     * what the other tests have seen need not be looked for again.
     */
    @TestFactory
    @Order(Integer.MAX_VALUE)
    Stream<DynamicNode> everyOutcomeIsReached() {
        return catalogue.workloads().stream()
                .map(w -> {
                    WorkloadSpec spec = w.spec();
                    return dynamicTest(
                            spec.id(), () -> outcomes.allAreReached(w, alsoWith(spec.id())));
                });
    }

    @TestFactory
    Stream<DynamicContainer> jobs() {
        return catalogue.jobs().stream()
                .map(job ->
                        dynamicContainer(
                                job.spec().id(),
                                Stream.concat(
                                        Stream.of(
                                                dynamicTest(
                                                        "parts are pure",
                                                        () -> JobChecks.partsArePure(job)),
                                                dynamicTest(
                                                        "another opening has the same parts",
                                                        () -> JobChecks.canBeRebuilt(job)),
                                                dynamicTest(
                                                        "another seed gives other parts",
                                                        () -> JobChecks.seedMatters(job))),
                                        job.spec().parameters().stream()
                                                .map(p -> bounds(job, p)))));
    }

    private static DynamicNode bounds(Job<?> job, Parameter<?> parameter) {
        return dynamicTest(
                parameter.name() + ": takes its least and its greatest value",
                () -> JobChecks.takesItsBounds(job, parameter));
    }
}
