// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Event;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.Workload;
import dev.tandem.spi.os.Requires;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the workloads of the chapter observe, in real processes. */
class ProcessesTest {

    private static final Map<String, Workload> WORKLOADS = new LinkedHashMap<>();

    static {
        new ProcessesChapter()
                .workloads()
                .forEach(workload -> WORKLOADS.put(workload.spec().id(), workload));
    }

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    private static RunReport run(
            String id, String variant, Event.Sink watcher, String... parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        var request =
                RunRequest.of(
                        WORKLOADS.get(id),
                        Optional.of(variant).filter(name -> !name.isEmpty()),
                        values,
                        42);
        return new Runner(new Launcher("tandem-processes", Launch.JVM))
                .run(request, watcher::accept);
    }

    private static Outcome.Observed observed(RunReport report) {
        return switch (report.outcome()) {
            case Outcome.Observed observed -> observed;
            case Outcome.Failed failed ->
                    throw new AssertionError("the run failed", failed.error());
            case Outcome.Unavailable unavailable -> throw new AssertionError(unavailable.reason());
        };
    }

    private static Outcome.Observed observe(String id, String variant, String... parameters) {
        return observed(run(id, variant, event -> {}, parameters));
    }

    /** Kills the process of which an event says that it now does so. */
    private static Event.Sink killing(String doing) {
        return event -> {
            if (event.text().matches("PID \\d+ " + doing)) {
                long pid = Long.parseLong(event.text().split(" ", 3)[1]);
                ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "processes.identify, '', agreed",
        "processes.name, '', named",
        "processes.subclass, '', ran-on-a-copy",
        "processes.terminate, graceful, cleaned-up",
        "processes.terminate, stubborn, killed-after-grace",
        "processes.terminate, killed, killed-at-once",
        "processes.daemon, returns, ended-with-parent",
        "processes.daemon, killed, ended-with-parent",
        "processes.orphan, '', adopted-and-ended",
        "processes.zombie, '', shown-and-reaped",
        "processes.pool, again, complete",
        "processes.apply, apply, answered",
        "processes.apply, cancel, cancelled",
        "processes.map, failing, failed-remotely",
        "processes.recycle, '', recycled",
        "processes.queue, '', each-once",
        "processes.pipe, '', echoed",
        "processes.exception, sent, explained",
        "processes.exception, exit-only, reason-lost",
        "processes.manager, add, exact",
        "processes.shared-memory, file-lock, exact",
        "processes.shared-memory, atomic, exact",
        "processes.listener, right, welcomed",
        "processes.listener, wrong, refused",
        "processes.listener, impostor, refused",
        "processes.logging, collected, ordered",
        "processes.csp, '', sieved"
    })
    void isObserved(String id, String variant, String label) {
        assertThat(observe(id, variant).label()).isEqualTo(label);
    }

    @Test
    void theSpawnedExecutableOfAChapterRelaysWhatItDoes() {
        Outcome.Observed observed =
                observe(
                        "processes.spawn",
                        "",
                        "chapter",
                        "processes",
                        "workload",
                        "processes.identify",
                        "count",
                        "1");
        assertThat(observed.label()).isEqualTo("relayed");
        assertThat(observed.evidence())
                .containsEntry("outcome", "observed agreed")
                .containsEntry("exitCode", 0);
    }

    @Test
    void whatSpawnedProcessesTellIsToldOnce() {
        RunReport report =
                run(
                        "processes.spawn",
                        "",
                        event -> {},
                        "chapter",
                        "processes",
                        "workload",
                        "processes.csp",
                        "count",
                        "2");
        assertThat(observed(report).label()).isEqualTo("relayed");
        assertThat(report.events())
                .filteredOn(event -> event.text().startsWith("sends the numbers"))
                .hasSize(1);
    }

    @Test
    void aWorkerThatSomebodyElseKillsIsNotTakenForOneThatOutlivedIt() {
        RunReport report = run("processes.terminate", "stubborn", killing("works"), "grace", "1m");
        assertThat(observed(report).label()).isEqualTo("killed-by-another");
        assertThat(observed(report).evidence())
                .containsEntry("killed", false)
                .containsEntry("exitCode", 137);
    }

    @ParameterizedTest
    @ValueSource(strings = {"produces", "consumes"})
    void aQueueWhoseProcessesAreKilledFailsAtOnce(String doing) {
        RunReport report =
                run("processes.queue", "", killing(doing), "items", "100000", "capacity", "1");
        assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(WorkerFailed.class)
                                        .hasMessageContaining("SIGKILL"));
    }

    @ParameterizedTest
    @CsvSource({
        "right, received the launch codes",
        "wrong, was refused by the listener",
        "impostor, does not trust the listener"
    })
    void theSideThatKnowsTheSecretRefuses(String variant, String said) {
        assertThat(observe("processes.listener", variant).evidence()).containsEntry("client", said);
    }

    @Test
    void noTwoSecretsOfAListenerAreTheSame() {
        assertThat(Listener.secret()).isNotEqualTo(Listener.secret());
    }

    @Test
    void additionsTakeNoLongerThanTheWholeRun() {
        RunReport report = run("processes.shared-memory", "atomic", event -> {});
        Map<String, Object> evidence = observed(report).evidence();
        assertThat(nanos(evidence.get("took"))).isLessThanOrEqualTo(report.nanos());
        assertThat(nanos(evidence.get("perAddition"))).isLessThan(nanos(evidence.get("took")));
    }

    /** Reads back what is written for a person, such as {@code 1.24 ms}. */
    private static long nanos(Object duration) {
        String text = String.valueOf(duration).replace(" ", "").replace("µ", "u");
        return Durations.parse(text).toNanos();
    }

    @Test
    void anOrphanIsAdoptedByTheProcessThatRunsTheWorkload() {
        assertThat(observe("processes.orphan", "").evidence())
                .containsEntry("adopterPid", ProcessHandle.current().pid())
                .containsEntry("adoptedHere", true)
                .containsEntry("command", "sleep 60");
    }

    @Test
    void aNameOfMoreThanFifteenBytesIsCut() {
        Outcome.Observed observed =
                observe("processes.name", "", "name", "a-name-that-is-too-long");
        assertThat(observed.label()).isEqualTo("cut");
        assertThat(observed.evidence()).containsEntry("after", "a-name-that-is-");
    }

    @ParameterizedTest
    @CsvSource({
        "Zoé, named, Zoé",
        "'', named, ''",
        "'two words', named, 'two words'",
        "fourteen-ascii, named, fourteen-ascii",
        "fourteen-asciié, cut, fourteen-ascii\uFFFD"
    })
    void aNameIsBytesOfUtf8(String name, String label, String after) {
        Outcome.Observed observed = observe("processes.name", "", "name", name);
        assertThat(observed.label()).isEqualTo(label);
        assertThat(observed.evidence()).containsEntry("after", after);
    }

    @Test
    void aCallThatDiesWithItsWorkerIsLostWhenItIsMadeOnce() {
        assertThat(observe("processes.pool", "once", "tasks", "40").label()).isEqualTo("lost");
    }

    @Test
    void unlockedAdditionsToSharedMemoryAreLost() {
        Outcome.Observed observed =
                observe("processes.shared-memory", "unlocked", "counts", "200000");
        assertThat(observed.label()).isEqualTo("lost-updates");
    }

    @Test
    void getAndSetThroughAManagerLosesUpdates() {
        assertThat(observe("processes.manager", "get-set", "counts", "3000").label())
                .isEqualTo("lost-updates");
    }

    @Test
    void linesThatAreWrittenInPiecesAreTorn() {
        assertThat(observe("processes.logging", "same-file", "lines", "20000").label())
                .isEqualTo("torn");
    }

    @Test
    void theSieveHoldsThePrimes() {
        assertThat(observe("processes.csp", "", "limit", "14").evidence())
                .containsEntry("primes", List.of(2, 3, 5, 7, 11, 13));
    }

    @Test
    void aForkOnAJvmIsUnavailableAndSaysWhatToDo() {
        RunReport report = run("processes.fork", "", event -> {});
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.remedy()).contains("native archive"));
    }
}
