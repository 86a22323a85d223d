// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.ComparisonWatcher.Phase;
import dev.tandem.lab.compare.ComparisonWatcher.Turn;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.compare.Rounds.Limit;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ComparisonTest {

    private static final long MS = 1_000_000;

    private final Squares job = new Squares();
    private final List<Turn> turns = Collections.synchronizedList(new ArrayList<>());

    /**
     * The clock of the comparison: it moves when a model says so, and a millisecond at each look.
     */
    private final AtomicLong now = new AtomicLong();

    private final ComparisonWatcher watcher =
            new ComparisonWatcher() {
                @Override
                public void begins(Turn turn) {
                    turns.add(turn);
                }

                @Override
                public void advanced(int parts) {}
            };

    private ScriptedModel taking(String id, long millis) {
        return taking(id, () -> millis);
    }

    private ScriptedModel taking(String id, LongSupplier millis) {
        return ScriptedModel.right(id, () -> now.addAndGet(millis.getAsLong() * MS));
    }

    private ComparisonRequest request(Job<?> what, int rounds, ExecutionModel... models) {
        return request(what, new Rounds.Exactly(rounds), models);
    }

    private static ComparisonRequest request(Job<?> what, Rounds rounds, ExecutionModel... models) {
        var parameters = Parameters.of(what.spec().parameters(), Map.of());
        return new ComparisonRequest(
                what, parameters, 42, List.of(models), rounds, Duration.ofSeconds(30), 2);
    }

    private ComparisonReport compare(ComparisonRequest request) throws Exception {
        return new Comparison(
                        worker -> {
                            throw new AssertionError("nobody needs a process");
                        },
                        Meter.NONE,
                        () -> now.addAndGet(MS))
                .run(request, watcher);
    }

    private ComparisonReport compare(int rounds, ExecutionModel... models) throws Exception {
        return compare(request(job, rounds, models));
    }

    @Test
    void measuresEachModelOnceARoundAndEfficiencyForEachProcessor() throws Exception {
        ComparisonReport report = compare(5, taking("slow", 199), taking("quick", 4));
        assertThat(report.stop()).isEqualTo(Stop.COMPLETED);
        assertThat(report.isVerified()).isTrue();
        assertThat(report.parts()).isEqualTo(8);
        assertThat(report.models())
                .extracting(ModelReport::id)
                .containsExactly("sequential", "slow", "quick");
        ModelReport quick = report.model("quick").orElseThrow();
        assertThat(quick.samples()).extracting(Sample::round).containsExactly(1, 2, 3, 4, 5);
        assertThat(quick.samples()).extracting(Sample::nanos).containsOnly(5 * MS);
        assertThat(quick.startupNanos()).hasValue(MS);
        // The baseline takes one tick of the clock.
        assertThat(quick.speedup().orElseThrow().value()).isEqualTo(0.2, within(1e-12));
        assertThat(quick.efficiency().orElseThrow()).isEqualTo(0.1, within(1e-12));
        assertThat(report.baseline().efficiency()).hasValue(1);
        assertThat(report.fastest()).contains(report.baseline());
        Estimate between = report.speedup(quick, report.model("slow").orElseThrow()).orElseThrow();
        assertThat(between.value()).isEqualTo(40, within(1e-9));
    }

    @Test
    void aModelAloneIsCheckedByTheBaselineAndMeasuredWithoutIt() throws Exception {
        ComparisonReport report = compare(request(job, 5).of(taking("quick", 4)));
        assertThat(report.models()).extracting(ModelReport::id).containsExactly("quick");
        assertThat(report.isVerified()).isTrue();
        assertThat(report.rounds()).isEqualTo(5);
        assertThat(report.baseline().time().orElseThrow().value()).isEqualTo(5.0 * MS);
        assertThat(report.baseline().speedup()).isEmpty();
        assertThat(turns).filteredOn(turn -> turn.model().equals("sequential")).hasSize(1);
        ComparisonReport wrong = compare(request(job, 5).of(ScriptedModel.wrongFrom("wrong", 1)));
        assertThat(wrong.isVerified()).isFalse();
        assertThat(wrong.baseline().time()).isEmpty();
    }

    @Test
    void theBaselineAloneIsMeasured() throws Exception {
        ComparisonReport report = compare(request(job, 5).of(new SequentialModel()));
        assertThat(report.models()).extracting(ModelReport::id).containsExactly("sequential");
        assertThat(report.rounds()).isEqualTo(5);
    }

    @Test
    void checksEveryModelBeforeAnyOtherRun() throws Exception {
        compare(2, taking("a", 100), taking("b", 100));
        assertThat(turns.subList(0, 3)).extracting(Turn::phase).containsOnly(Phase.CHECKING);
        assertThat(turns.subList(0, 3))
                .extracting(Turn::model)
                .containsExactly("sequential", "a", "b");
        assertThat(turns.subList(3, turns.size()))
                .extracting(Turn::phase)
                .doesNotContain(Phase.CHECKING);
    }

    @Test
    void warmsEachModelUpUntilItHasSettled() throws Exception {
        ComparisonReport report = compare(1, taking("quick", 249), taking("slow", 5000));
        // 250 ms are steady after eight runs, which are more than half a second; 5 s are enough at
        // once.
        assertThat(report.model("quick").orElseThrow().warmUpRuns()).isEqualTo(WarmUp.FEWEST_RUNS);
        assertThat(report.model("slow").orElseThrow().warmUpRuns()).isEqualTo(1);
        assertThat(turns)
                .filteredOn(t -> t.phase() == Phase.WARMING_UP)
                .extracting(Turn::model)
                .doesNotContain("slow");
    }

    @Test
    void interleavesTheModelsInAnOrderThatChangesFromRoundToRound() throws Exception {
        compare(40, taking("a", 100), taking("b", 100), taking("c", 100));
        List<String> measured =
                turns.stream().filter(t -> t.phase() == Phase.MEASURING).map(Turn::model).toList();
        var orders = new HashSet<List<String>>();
        var firsts = new HashSet<String>();
        for (int i = 0; i < measured.size(); i += 4) {
            List<String> round = measured.subList(i, i + 4);
            assertThat(round).containsExactlyInAnyOrder("sequential", "a", "b", "c");
            orders.add(round);
            firsts.add(round.getFirst());
        }
        assertThat(orders).hasSizeGreaterThan(10);
        assertThat(firsts).hasSize(4);
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
        var one = new Order(7);
        var other = new Order(7);
        for (int i = 0; i < 10; i++) {
            assertThat(one.next(List.of(1, 2, 3, 4, 5)))
                    .isEqualTo(other.next(List.of(1, 2, 3, 4, 5)));
        }
    }

    @Test
    void aModelWithOtherResultsHasNoTimes() throws Exception {
        var wrong = ScriptedModel.wrongFrom("wrong", 1);
        ComparisonReport report = compare(3, wrong, taking("right", 5));
        ModelReport model = report.model("wrong").orElseThrow();
        assertThat(model.standing())
                .isEqualTo(new Standing.Differs("1 of 8 results differ, the first at part 7"));
        assertThat(model.time()).isEmpty();
        assertThat(model.speedup()).isEmpty();
        assertThat(wrong.runs).hasValue(1);
        assertThat(report.isVerified()).isFalse();
        assertThat(report.model("right").orElseThrow().samples()).hasSize(3);
    }

    @Test
    void aModelThatBecomesWrongLosesTheTimesItHad() throws Exception {
        ComparisonReport report = compare(300, ScriptedModel.wrongFrom("wrong", 700));
        ModelReport model = report.model("wrong").orElseThrow();
        assertThat(model.standing()).isInstanceOf(Standing.Differs.class);
        assertThat(model.samples()).isEmpty();
        assertThat(report.isVerified()).isFalse();
    }

    @Test
    void aResultTooFewIsWrong() throws Exception {
        ComparisonReport report =
                compare(3, ScriptedModel.of("short", (number, work) -> new long[7]));
        assertThat(report.model("short").orElseThrow().standing())
                .isEqualTo(new Standing.Differs("it gave 7 results for 8 parts"));
    }

    @Test
    void aModelThatFailsIsOutAndTheOthersGoOn() throws Exception {
        var failing =
                ScriptedModel.of(
                        "failing",
                        (number, work) -> {
                            throw new IllegalStateException("broken");
                        });
        ComparisonReport report = compare(3, failing, taking("right", 5));
        assertThat(report.model("failing").orElseThrow().standing())
                .isInstanceOfSatisfying(
                        Standing.Failed.class, f -> assertThat(f.error()).hasMessage("broken"));
        assertThat(report.model("right").orElseThrow().samples()).hasSize(3);
        assertThat(report.isVerified()).isFalse();
        assertThat(failing.open).hasValue(0);
    }

    @Test
    void aModelThatIsMissingIsListedAndNotRun() throws Exception {
        ComparisonReport report =
                compare(3, ScriptedModel.missing("gpu", "there is none", "buy one"));
        assertThat(report.model("gpu").orElseThrow().standing())
                .isInstanceOfSatisfying(
                        Standing.Missing.class,
                        m -> assertThat(m.why().remedy()).isEqualTo("buy one"));
        assertThat(report.isVerified()).isTrue();
    }

    @Test
    void everythingIsClosedAtTheEnd() throws Exception {
        ScriptedModel right = taking("right", 5);
        compare(2, right);
        assertThat(right.open).hasValue(0);
        assertThat(job.open).hasValue(0);
    }

    @Test
    void theFailureOfTheBaselineIsThatOfTheComparison() {
        Job<Long> broken =
                new Job<>() {
                    @Override
                    public JobSpec spec() {
                        return job.spec();
                    }

                    @Override
                    public Work<Long> open(Parameters parameters, long seed) {
                        throw new TandemException.Missing("there is no network", "plug it in");
                    }
                };
        assertThatThrownBy(() -> compare(request(broken, 3)))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessage("there is no network; plug it in");
    }

    @Test
    void interruptionReportsWhatHasBeenMeasuredAndClosesEverything() throws Exception {
        Thread caller = Thread.currentThread();
        var measured = new AtomicLong();
        ScriptedModel model =
                ScriptedModel.of(
                        "model",
                        (number, work) -> {
                            boolean measuring =
                                    turns.getLast().phase() == Phase.MEASURING
                                            && measured.incrementAndGet() == 3;
                            if (measuring) {
                                caller.interrupt();
                                new CountDownLatch(1).await();
                            }
                            return ScriptedModel.digests(work);
                        });
        ComparisonReport report = compare(10, model);
        assertThat(report.stop()).isEqualTo(Stop.CANCELLED);
        assertThat(report.model("model").orElseThrow().samples()).hasSize(2);
        assertThat(report.baseline().samples()).hasSizeBetween(2, 3);
        assertThat(report.model("model").orElseThrow().speedup()).isPresent();
        assertThat(report.isVerified()).isTrue();
        assertThat(model.open).hasValue(0);
        assertThat(job.open).hasValue(0);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void timeUpStopsLikewise() throws Exception {
        ScriptedModel stuck =
                ScriptedModel.of(
                        "stuck",
                        (number, work) -> {
                            new CountDownLatch(1).await();
                            return new long[0];
                        });
        ComparisonRequest request = request(job, 3, stuck, taking("never", 5));
        ComparisonReport report =
                compare(
                        new ComparisonRequest(
                                job,
                                request.parameters(),
                                1,
                                request.models(),
                                request.rounds(),
                                Duration.ofMillis(100),
                                2));
        assertThat(report.stop()).isEqualTo(Stop.TIMED_OUT);
        assertThat(report.model("never").orElseThrow().standing())
                .isInstanceOf(Standing.Waiting.class);
        assertThat(report.isVerified()).isFalse();
        assertThat(stuck.open).hasValue(0);
        assertThat(job.open).hasValue(0);
    }

    @Test
    void aRequestStaysWithinBounds() {
        assertThatThrownBy(() -> request(job, 0))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("1 to 1,000 rounds");
        assertThatThrownBy(() -> request(job, 1001)).isInstanceOf(TandemException.Usage.class);
        assertThatThrownBy(() -> new UntilWithin(0, Duration.ofSeconds(1)))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("between nothing and the whole");
        assertThatThrownBy(() -> new UntilWithin(0.02, Duration.ZERO))
                .isInstanceOf(TandemException.Usage.class);
    }

    /** Takes 100 ms and up to so many more, another one each time. */
    private ScriptedModel varying(String id, int most) {
        var runs = new AtomicLong();
        return taking(id, () -> 100 + runs.getAndIncrement() * 7919 % most);
    }

    private ComparisonReport compareUntil(UntilWithin rounds, ExecutionModel... models)
            throws Exception {
        return compare(request(job, rounds, models));
    }

    @Test
    void steadyTimesNeedFewRounds() throws Exception {
        ComparisonReport report =
                compareUntil(new UntilWithin(0.02, Duration.ofHours(1)), taking("steady", 99));
        assertThat(report.limit()).contains(Limit.WITHIN);
        assertThat(report.rounds()).isEqualTo(8);
    }

    @Test
    void roundsGoOnUntilTheLastModelIsKnownWellEnough() throws Exception {
        ComparisonReport report =
                compareUntil(new UntilWithin(0.02, Duration.ofHours(1)), varying("varying", 20));
        assertThat(report.limit()).contains(Limit.WITHIN);
        assertThat(report.rounds()).isBetween(20, 200);
        Estimate time = report.model("varying").orElseThrow().time().orElseThrow();
        assertThat(time.low().orElseThrow()).isGreaterThan(0.98 * time.value());
        assertThat(time.high().orElseThrow()).isLessThan(1.02 * time.value());
    }

    @Test
    void theTimeLimitEndsThemButNotBeforeSomethingCanBeConcluded() throws Exception {
        UntilWithin never = new UntilWithin(0.001, Duration.ofMillis(1));
        ComparisonReport report = compareUntil(never, varying("varying", 50));
        assertThat(report.stop()).isEqualTo(Stop.COMPLETED);
        assertThat(report.limit()).contains(Limit.TIME);
        assertThat(report.rounds()).isEqualTo(ComparisonReport.FEWEST_ROUNDS);
        assertThat(report.model("varying").orElseThrow().time().orElseThrow().low()).isPresent();
    }

    @Test
    void thereIsAnEndOfRoundsForTimesThatNeverSettle() throws Exception {
        ComparisonReport report =
                compareUntil(new UntilWithin(0.0001, Duration.ofHours(24)), varying("varying", 50));
        assertThat(report.limit()).contains(Limit.ROUNDS);
        assertThat(report.rounds()).isEqualTo(Rounds.MOST);
    }

    @Test
    void timesThatGrowAreSaidToDrift() throws Exception {
        var time = new AtomicLong(1000);
        ComparisonReport report =
                compare(20, taking("slowing", () -> time.getAndAdd(20)), taking("steady", 99));
        assertThat(report.model("slowing").orElseThrow().drift().orElseThrow())
                .isBetween(0.05, 0.5);
        assertThat(report.model("steady").orElseThrow().drift()).isEmpty();
    }

    @Test
    void whatIsBelowTheDigitsOfTheClockIsNotTold() {
        assertThat(cpu(99 * MS, MS)).isEmpty();
        assertThat(cpu(100 * MS, MS)).hasValue(100 * MS);
        assertThat(cpu(0, 1)).isEmpty();
    }

    private static OptionalLong cpu(long nanos, long resolution) {
        var usage = new Usage(OptionalLong.of(nanos), OptionalLong.empty(), OptionalLong.empty());
        var contestant = new Contestant(new SequentialModel());
        contestant.add(new Sample(1, MS, usage));
        var baseline = new Contestant(new SequentialModel());
        return new Summary(baseline, 2, resolution).of(contestant).cpuNanos();
    }
}
