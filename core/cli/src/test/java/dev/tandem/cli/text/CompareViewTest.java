// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.text.Text;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.ComparisonWatcher.Phase;
import dev.tandem.lab.compare.ComparisonWatcher.Turn;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.Machine;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.compare.Rounds;
import dev.tandem.lab.compare.Rounds.Limit;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.lab.compare.Sample;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.compare.Usage;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareViewTest {

    private static final long MS = 1_000_000;
    private static final Usage UNUSED =
            new Usage(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    private static ModelReport model(
            ExecutionModel model, long millis, double speedup, double spread) {
        List<Sample> samples =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> new Sample(i, millis * MS + i, UNUSED))
                        .toList();
        return new ModelReport(
                model,
                new Standing.Agrees(),
                OptionalLong.of(3 * MS),
                5,
                samples,
                Optional.of(around(millis * MS, spread)),
                Optional.of(around(speedup, spread)),
                OptionalDouble.of(speedup / 2),
                OptionalDouble.empty(),
                OptionalLong.of(90 * MS),
                OptionalLong.of(92_000_000),
                OptionalLong.empty());
    }

    /** Without an interval where there is no spread. */
    private static Estimate around(double value, double spread) {
        if (Double.isNaN(spread)) {
            return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty());
        }
        return new Estimate(
                value,
                OptionalDouble.of(value * (1 - spread)),
                OptionalDouble.of(value * (1 + spread)));
    }

    private static ComparisonReport report(ModelReport... others) {
        return report(new Rounds.Exactly(5), Limit.ROUNDS, OptionalDouble.of(0.01), others);
    }

    private static ComparisonReport report(
            Rounds rounds, Limit limit, OptionalDouble busy, ModelReport... others) {
        var job = new Squares();
        List<ModelReport> all = new java.util.ArrayList<>();
        all.add(model(new SequentialModel(), 200, 1, 0));
        all.addAll(List.of(others));
        var request =
                new ComparisonRequest(
                        job,
                        Parameters.of(job.spec().parameters(), Map.of()),
                        42,
                        List.of(),
                        rounds,
                        Duration.ofMinutes(1),
                        2);
        var machine = new Machine("A Processor", 2, 16_000_000_000L, "Linux 6 amd64", "A VM 25");
        return new ComparisonReport(
                request, machine, Stop.COMPLETED, 8, all, Optional.of(limit), busy, 1000 * MS);
    }

    private static ScriptedModel named(String id) {
        return ScriptedModel.right(id, () -> {});
    }

    private static List<String> lines(ComparisonReport report, int width) {
        return new CompareView(new Screen(true, false, width)).lines(report, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 55, 80, 100, 140, 200})
    void noLineIsWiderThanTheScreenAndNamesTimesAndSpeedupsAreAlwaysThere(int width) {
        List<String> lines = lines(report(model(named("fork-join"), 101, 1.98, 0.01)), width);
        assertThat(lines)
                .allSatisfy(line -> assertThat(Text.visible(line)).isLessThanOrEqualTo(width));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("fork-join", "101 ms", "1.98", "█"));
    }

    @Test
    void aWideScreenShowsEverything() {
        assertThat(String.join("\n", lines(report(model(named("pool"), 101, 1.98, 0.01)), 160)))
                .contains(
                        "efficiency",
                        "CPU time",
                        "allocated",
                        "start-up",
                        "99 %",
                        "1.96–2.00",
                        "92 MB")
                .contains(
                        "pool is 1.98 times as fast as the baseline (95 % interval 1.96 to 2.00).");
    }

    @Test
    void aStartUpOfMillisecondsIsShownApartBeforeOtherFigures() {
        List<String> lines = lines(report(model(named("processes"), 101, 1.98, 0.01)), 100);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("start-up"));
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("processes").contains("3.00 ms"));
        assertThat(lines).noneSatisfy(line -> assertThat(line).contains("allocated"));
    }

    @Test
    void theBarIsAsLongAsTheTime() {
        List<String> lines = lines(report(model(named("pool"), 100, 2, 0.01)), 80);
        assertThat(bar(lines, "pool") * 2).isEqualTo(bar(lines, "sequential"));
    }

    private static long bar(List<String> lines, String model) {
        String line =
                lines.stream().filter(l -> l.startsWith(model + " ")).findFirst().orElseThrow();
        return line.chars().filter(c -> c == '█').count();
    }

    @Test
    void aDifferenceThatMayBeChanceIsNotClaimed() {
        assertThat(String.join(" ", lines(report(model(named("pool"), 195, 1.02, 0.1)), 100)))
                .contains("No difference seen between pool and the baseline.")
                .doesNotContain("times as fast");
    }

    @Test
    void aBusyMachineIsPointedOut() {
        // The baseline takes 200 ms of which it computes for 90.
        assertThat(String.join(" ", lines(report(model(named("pool"), 100, 2, 0.01)), 100)))
                .contains(
                        "The machine was busy: sequential had a processor for only 45 % of its time.");
    }

    @Test
    void whatOtherProgramsUseIsPointedOut() {
        ComparisonReport report =
                report(
                        new Rounds.Exactly(5),
                        Limit.ROUNDS,
                        OptionalDouble.of(0.34),
                        model(named("pool"), 100, 2, 0.01));
        assertThat(String.join(" ", lines(report, 100)))
                .contains("The machine was busy: other programs used 34 % of its processors.");
    }

    @Test
    void timesThatDriftArePointedOut() {
        ModelReport pool = model(named("pool"), 100, 2, 0.01);
        ModelReport drifting =
                new ModelReport(
                        pool.model(),
                        pool.standing(),
                        pool.startupNanos(),
                        pool.warmUpRuns(),
                        pool.samples(),
                        pool.time(),
                        pool.speedup(),
                        pool.efficiency(),
                        OptionalDouble.of(-0.12),
                        OptionalLong.empty(),
                        pool.allocatedBytes(),
                        OptionalLong.of(61_000_000));
        assertThat(String.join(" ", lines(report(drifting), 200)))
                .contains("The times drift: in the second half of the rounds pool took 12 % less.")
                .contains("not measurable", "workers", "61 MB");
    }

    @Test
    void timesFarOutsideArePointedOutByTheirRound() {
        ModelReport pool = model(named("pool"), 100, 2, 0.01);
        List<Sample> samples =
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> new Sample(i, (i == 7 ? 300 : 100) * MS + i, UNUSED))
                        .toList();
        ModelReport disturbed =
                new ModelReport(
                        pool.model(),
                        pool.standing(),
                        pool.startupNanos(),
                        pool.warmUpRuns(),
                        samples,
                        pool.time(),
                        pool.speedup(),
                        pool.efficiency(),
                        OptionalDouble.empty(),
                        pool.cpuNanos(),
                        pool.allocatedBytes(),
                        pool.workersPeakBytes());
        assertThat(String.join(" ", lines(report(disturbed), 200)))
                .contains(
                        "Far outside of the others, and counted all the same:"
                                + " pool 300 ms in round 7.");
    }

    @Test
    void withoutAnIntervalNothingIsConcluded() {
        ModelReport pool = model(named("pool"), 100, 2, Double.NaN);
        assertThat(String.join(" ", lines(report(pool), 100)))
                .contains("Too few rounds to conclude; at least 6.")
                .doesNotContain("times as fast")
                .doesNotContain("difference")
                .doesNotContain("NaN");
    }

    @Test
    void whatEndedTheRoundsIsSaid() {
        var rounds = new UntilWithin(0.02, Duration.ofSeconds(30));
        ModelReport pool = model(named("pool"), 100, 2, 0.045);
        OptionalDouble quiet = OptionalDouble.empty();
        assertThat(String.join(" ", lines(report(rounds, Limit.WITHIN, quiet, pool), 100)))
                .contains("5 rounds, until every median was known within 2 %.");
        assertThat(String.join(" ", lines(report(rounds, Limit.TIME, quiet, pool), 200)))
                .contains(
                        "The time limit of 30s ended it after 5 rounds; the median of pool is known within 4.5 %.");
    }

    @Test
    void aSpeedUpHasThreeDigitsHoweverSmall() {
        assertThat(CompareTable.times(0.00512)).isEqualTo("0.00512");
        assertThat(CompareTable.times(0.9996)).isEqualTo("1.00");
        assertThat(CompareTable.times(1.984)).isEqualTo("1.98");
        assertThat(CompareTable.times(9.996)).isEqualTo("10.0");
        assertThat(CompareTable.times(99.96)).isEqualTo("100");
        assertThat(CompareTable.times(12345)).isEqualTo("12,345");
    }

    @Test
    void whereNobodyLooksEveryColumnIsThere() {
        ComparisonReport report = report(model(named("a-model-with-a-long-name"), 101, 1.98, 0.01));
        assertThat(new CompareView(Screen.NONE).lines(report, Optional.empty()))
                .anySatisfy(line ->
                        assertThat(line)
                                .contains("efficiency", "CPU time", "allocated", "start-up"));
        Screen narrow = Screen.of(1, Map.of("COLUMNS", "60"));
        assertThat(new CompareView(narrow).lines(report, Optional.empty()))
                .allSatisfy(line -> assertThat(Text.visible(line)).isLessThanOrEqualTo(60));
    }

    @Test
    void colourIsOnlyForScreensThatHaveIt() {
        ComparisonReport report = report(model(named("pool"), 101, 1.98, 0.01));
        assertThat(lines(report, 80)).noneMatch(line -> line.contains("\033"));
        assertThat(new CompareView(new Screen(true, true, 80)).lines(report, Optional.empty()))
                .anyMatch(line -> line.contains("\033["));
    }

    @Test
    void theProgressLineFitsAndTellsTheShare() {
        var turn = new Turn(Phase.MEASURING, "fork-join", 5, 10, 100);
        assertThat(ProgressBar.line(turn, 50, 79)).contains("measuring fork-join", "55 %");
        assertThat(ProgressBar.line(turn, 50, 39)).hasSizeLessThanOrEqualTo(39).contains("55 %");
        assertThat(ProgressBar.line(new Turn(Phase.WARMING_UP, "pool", 3, 0, 100), 20, 79))
                .contains("warming up pool")
                .doesNotContain("%");
    }
}
