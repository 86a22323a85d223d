// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.text.RunView.View;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Event;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunViewTest {

    private static final long START = 1_000_000_000L;
    private static final long PID = ProcessHandle.current().pid();
    private static final String LONG_TEXT =
            "finds the queue full and waits until somebody has taken a message from its other end";

    private static RunReport report(Map<String, Object> evidence, List<Event> events) {
        Workload workload = new Sample().workloads().getFirst();
        RunRequest request = RunRequest.of(workload, Optional.empty(), Map.of(), 42);
        return new RunReport(
                request,
                Ending.COMPLETED,
                new Outcome.Observed("well", evidence),
                Optional.of(workload.spec().expectation("well")),
                events,
                START,
                70_000_000);
    }

    private static Event event(int millis, String thread, String text) {
        return new Event(START + millis * 1_000_000L, PID, thread, text);
    }

    /** Threads that take turns, {@code worker-1} the busiest of them. */
    private static List<Event> turns(int threads, int events) {
        List<Event> turns = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int thread = i % (threads + 1) == threads ? 1 : i % (threads + 1) + 1;
            turns.add(event(i, "worker-" + thread, "step " + i));
        }
        return turns;
    }

    private static List<String> lines(RunReport report, Screen screen, View view) {
        return new RunView(screen).lines(report, view, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void nothingIsWiderThanTheScreen(int width) {
        List<Event> events = new ArrayList<>(turns(9, 50));
        events.add(event(60, "a-thread-whose-name-is-longer-than-any-lane-is", LONG_TEXT));
        events.add(event(61, "worker-1", "reads /" + "a-folder/".repeat(20)));
        events.add(new Event(START + 62_000_000, PID + 1, "main", "日本語".repeat(30)));
        RunReport report =
                report(Map.of("examples", List.of(LONG_TEXT, "x".repeat(200)), "n", 7), events);
        for (View view : View.values()) {
            for (boolean full : List.of(true, false)) {
                assertThat(new RunView(new Screen(true, true, width, 24)).lines(report, view, full))
                        .allSatisfy(
                                line -> assertThat(Text.visible(line)).isLessThanOrEqualTo(width));
            }
        }
    }

    @Test
    void eachThreadHasItsLane() {
        var report =
                report(
                        Map.of(),
                        List.of(
                                event(1, "left", "begins"),
                                event(2, "right", "begins"),
                                event(3, "left", LONG_TEXT),
                                event(4, "right", "goes on")));
        assertThat(lines(report, new Screen(true, false, 70, 40), View.LANES).subList(0, 9))
                .containsExactly(
                        " ms  left                            right",
                        "1.0  begins",
                        "2.0                                  begins",
                        "3.0  finds the queue full and",
                        "4.0   waits until somebody has       goes on",
                        "      taken a message from its",
                        "      other end",
                        "",
                        "outcome   well  ACCEPTABLE");
    }

    @Test
    void threadsBeyondTheLanesShareTheLastOneWithTheirNames() {
        List<String> lines =
                lines(report(Map.of(), turns(9, 40)), new Screen(true, false, 84), View.LANES);
        assertThat(lines.getFirst().strip().split(" {2,}"))
                .containsExactly("ms", "worker-1", "worker-2", "worker-3", "6 others");
        assertThat(lines).anyMatch(line -> line.contains("worker-7: step 6"));
        assertThat(lines).noneMatch(line -> line.contains("worker-1: "));
    }

    @Test
    void threadsOfOtherProcessesComeWithTheirProcess() {
        var events =
                List.of(
                        event(1, "main", "begins"),
                        new Event(START + 2_000_000, PID + 1, "main", "answers"));
        assertThat(lines(report(Map.of(), events), new Screen(true, false, 80), View.LANES))
                .first()
                .asString()
                .matches(" ms  main +" + (PID + 1) + "/main");
    }

    @Test
    void aRunInAProcessOfItsOwnHasNoNeedForIt() {
        var events = List.of(new Event(START, PID + 1, "main", "begins"));
        assertThat(lines(report(Map.of(), events), new Screen(true, false, 80), View.LANES))
                .first()
                .asString()
                .isEqualTo(" ms  main");
    }

    @ParameterizedTest
    @CsvSource({"80, 24, LANES", "120, 40, LANES", "80, 24, LOG", "40, 24, LANES", "40, 24, LOG"})
    void aLongRunIsFoldedToTheHeightOfTheScreen(int width, int height, View view) {
        var report = report(Map.of("answer", 42), turns(3, 180));
        List<String> lines = lines(report, new Screen(true, false, width, height), view);
        assertThat(lines).hasSizeBetween(height - 5, height - 2);
        int told = (int) lines.stream().filter(line -> line.contains("step ")).count();
        assertThat(lines)
                .filteredOn(line -> line.startsWith("… "))
                .singleElement()
                .asString()
                .startsWith("… " + (180 - told) + " events left out");
        assertThat(lines).anyMatch(line -> line.contains("step 0"));
        assertThat(lines).anyMatch(line -> line.contains("step 179"));
    }

    @Test
    void aFoldNamesTheTimesThatItLeavesOut() {
        var report = report(Map.of(), turns(3, 180));
        List<String> lines = lines(report, new Screen(true, false, 80, 16), View.LANES);
        assertThat(lines)
                .contains("… 172 events left out, from 4.0 ms to 175.0 ms; --full shows all");
    }

    @ParameterizedTest
    @EnumSource(
            value = View.class,
            names = {"LANES", "LOG"})
    void nothingIsLeftOutInFullOrWhereTheScreenHasNoEnd(View view) {
        var report = report(Map.of(), turns(3, 180));
        var steps = IntStream.range(0, 180).mapToObj(i -> "step " + i).toList();
        assertThat(new RunView(new Screen(true, false, 80, 24)).lines(report, view, true))
                .filteredOn(line -> line.contains("step "))
                .zipSatisfy(steps, (line, step) -> assertThat(line).endsWith(step));
        assertThat(lines(report, Screen.NONE, view))
                .filteredOn(line -> line.contains("step "))
                .hasSize(180);
    }

    @Test
    void aLongTableIsFoldedToWhatFitsTheScreen() {
        List<List<Object>> frames = IntStream.range(0, 40).mapToObj(i -> row("puts " + i)).toList();
        var report = report(Map.of("queue", new Table(List.of("step"), frames)), turns(3, 180));
        var screen = new Screen(true, false, 80, 24);

        assertThat(lines(report, screen, View.LANES))
                .hasSizeLessThanOrEqualTo(22)
                .contains("  puts 0", "  puts 39")
                .anyMatch(line -> line.matches(" {2}… \\d+ rows left out; --full shows all"));
        assertThat(new RunView(screen).lines(report, View.LANES, true)).contains("  puts 20");
        assertThat(lines(report, Screen.NONE, View.LANES)).contains("  puts 20");
    }

    private static List<Object> row(String step) {
        return List.of(step);
    }

    @Test
    void aNarrowScreenHasTheLog() {
        var report = report(Map.of(), turns(2, 4));
        assertThat(lines(report, new Screen(true, false, 59), View.LANES))
                .isEqualTo(lines(report, new Screen(true, false, 59), View.LOG));
    }

    @Test
    void quietTellsTheOutcomeAlone() {
        var report = report(Map.of("answer", 42), turns(2, 4));
        assertThat(lines(report, Screen.NONE, View.QUIET))
                .containsExactly(
                        "outcome   well  ACCEPTABLE",
                        "because   it was told so",
                        "evidence  answer  42",
                        "took      70.0 ms, variant fixed, seed 42");
    }

    @Test
    void evidenceIsWrittenInOneWay() {
        assertThat(EvidenceView.words(Map.of("meals", 1234567L), 80))
                .containsExactly("meals  1,234,567");
        assertThat(EvidenceView.words(Map.of("childPid", 17341), 80))
                .containsExactly("childPid  17341");
        assertThat(EvidenceView.words(Map.of("perSecond", 45_678.9), 80))
                .containsExactly("perSecond  45,679");
        assertThat(EvidenceView.words(Map.of("bins", new int[] {1, 2000}), 80))
                .containsExactly("bins  1, 2,000");
        assertThat(EvidenceView.words(Map.of("used", List.of(2, 4000, 1)), 80))
                .containsExactly("used  2, 4,000, 1");
        assertThat(EvidenceView.words(Map.of("told", List.of("one", "two")), 80))
                .containsExactly("told  one", "      two");
        assertThat(
                        EvidenceView.words(
                                Map.of("seen", List.of(List.of(Map.of("parent", 17341)))), 80))
                .containsExactly("seen  parent 17341");
    }
}
