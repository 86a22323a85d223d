// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.BusyWaits;
import dev.tandem.explore.samples.SpinLocks;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that waits for another thread is no livelock, and one in which nobody gets on is. */
class BusyWaitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"flag", "silentFlag", "lookingFlag", "restingFlag", "tickets", "clh", "mcs"})
    void proves_that_a_spin_lock_is_one(String lock) {
        Samples.assertProved(SpinLocks.class, lock);
    }

    @ParameterizedTest
    @CsvSource({
        "brokenFlag, LIVELOCK",
        "brokenLookingFlag, DATA_RACE",
        "brokenTickets, LIVELOCK",
        "brokenClh, DATA_RACE",
        "brokenMcs, LIVELOCK"
    })
    void finds_what_is_wrong_with_a_spin_lock(String lock, Kind kind) {
        assertThat(Samples.explore(SpinLocks.class, lock, Level.MEMORY).failure())
                .map(Failure::kind)
                .contains(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "counts, 0 1",
        "doubles, 1",
        "backsOff, 1",
        "givesUp, 0 1 2 3",
        "countsInTheOpen, 0 1",
        "yieldsOnce, 0 1",
        "computesFirst, 0 1"
    })
    void sees_all_that_a_loop_can_lead_to(String program, String outcomes) {
        for (Level level : Level.values()) {
            ExplorationResult result = Samples.explore(BusyWaits.class, program, level);

            assertThat(result.stop()).as("%s", level).isEqualTo(Stop.EXHAUSTED);
            assertThat(result.outcomes())
                    .as("%s", level)
                    .extracting(OutcomeRow::label)
                    .containsExactlyInAnyOrder(outcomes.split(" "));
        }
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void finds_that_nobody_ends_a_loop_that_counts(Level level) {
        Failure failure =
                Samples.explore(BusyWaits.class, "endlessCounts", level).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.LIVELOCK);
        assertThat(failure.message()).startsWith("no end: one goes round a loop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"endlessPoliteness", "endlessAttempts"})
    void finds_threads_in_which_nobody_gets_on(String program) {
        var subject = Samples.subject(BusyWaits.class, program);
        ExplorationResult result =
                Samples.explore(ExploreRequest.of(subject).at(Level.SYNC).limited(1_000, 300));

        assertThat(result.failure()).map(Failure::kind).contains(Kind.LIVELOCK);
    }

    @ParameterizedTest
    @CsvSource({"counts, ROUNDS", "countsInTheOpen, UNFAIRNESS"})
    void says_what_it_has_left_out(String program, Caveat caveat) {
        assertThat(Samples.explore(BusyWaits.class, program, Level.SYNC).notes().getLast())
                .contains(caveat.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"givesUp", "yieldsOnce", "computesFirst"})
    void leaves_nothing_out_where_a_loop_has_an_end_of_its_own(String program) {
        assertThat(Samples.explore(BusyWaits.class, program, Level.SYNC).notes().getLast())
                .doesNotContain(Caveat.ROUNDS.words(), Caveat.UNFAIRNESS.words());
    }

    /** Though time passes only when nobody else could go. */
    @ParameterizedTest
    @CsvSource({"DFS, true", "DFS, false", "RANDOM, false", "PCT, false", "SURW, false"})
    void a_loop_does_not_keep_the_time_from_passing(ExploreRequest.Kind kind, boolean reduced) {
        var subject =
                new Subject.OfClass(
                        BusyWaits.class.getName(),
                        "outlastsATimeLimit",
                        BusyWaits.class.getClassLoader());
        for (Level level : Level.values()) {
            ExplorationResult result =
                    Explorer.explore(
                            ExploreRequest.of(subject)
                                    .at(level)
                                    .by(kind, ExploreRequest.UNBOUNDED, reduced)
                                    .in(Environment.CALM)
                                    .limited(20, 5_000),
                            (executions, steps) -> {},
                            () -> false);

            assertThat(result.failure()).as("%s", level).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ExploreRequest.Kind.class,
            names = {"RANDOM", "PCT", "SURW"})
    void a_random_schedule_lets_the_others_go_as_well(ExploreRequest.Kind kind) {
        for (String lock : List.of("silentFlag", "mcs")) {
            var subject = Samples.subject(SpinLocks.class, lock);
            ExplorationResult result =
                    Samples.explore(
                            ExploreRequest.of(subject)
                                    .at(Level.SYNC)
                                    .by(kind, ExploreRequest.UNBOUNDED, false)
                                    .limited(100, 20_000));

            assertThat(result.failure()).as(lock).isEmpty();
        }
    }
}
