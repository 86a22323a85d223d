// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.world.Ending;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorerTest {

    private static Subject.OfClass subject(Class<?> type, String method) {
        return new Subject.OfClass(type.getName(), method, type.getClassLoader());
    }

    private static ExploreRequest small(String method, Level level) {
        return ExploreRequest.of(subject(Small.class, method)).at(level);
    }

    private static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    private static List<String> labels(ExplorationResult result) {
        return result.outcomes().stream().map(OutcomeRow::label).sorted().toList();
    }

    @Test
    void finds_the_deadlock_and_the_schedule_that_leads_to_it() {
        Subject subject = subject(Philosophers.class, "broken");
        ExplorationResult result = explore(ExploreRequest.of(subject).at(Level.SYNC));

        assertThat(result.stop()).isEqualTo(Stop.FAILED);
        Failure failure = result.failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Ending.Kind.DEADLOCK);
        assertThat(failure.message())
                .contains("philosopher 0 waits for ReentrantLock", "held by philosopher 1");
        assertThat(failure.steps())
                .anySatisfy(row -> {
                    assertThat(row.operation()).isEqualTo("Lock.lock");
                    assertThat(row.place()).startsWith("Philosophers.java:");
                });
        assertThat(failure.passing()).isPresent();

        Replayed replayed = Explorer.replay(subject, failure.schedule(), 20_000);
        assertThat(replayed.kind()).contains(Ending.Kind.DEADLOCK);
        assertThat(replayed.scheduleEnd()).isEmpty();
        assertThat(replayed.steps()).isEqualTo(failure.steps());
    }

    @Test
    void proves_that_ordered_philosophers_never_deadlock() {
        ExplorationResult result =
                explore(ExploreRequest.of(subject(Philosophers.class, "ordered")).at(Level.SYNC));

        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.isProof()).isTrue();
        assertThat(result.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sees_the_lost_update_only_at_the_level_of_memory(boolean reduced) {
        ExploreRequest memory =
                small("lostUpdate", Level.MEMORY).by(Kind.DFS, ExploreRequest.UNBOUNDED, reduced);

        assertThat(labels(explore(memory))).containsExactly("1", "2");
        assertThat(labels(explore(memory.at(Level.SYNC)))).containsExactly("2");
    }

    @Test
    void finds_a_data_race_where_no_outcome_is_wrong() {
        Failure failure = explore(small("lostUpdate", Level.MEMORY)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.DATA_RACE);
        assertThat(failure.message()).contains("Small.counter is accessed by", "Small.java:");
    }

    @Test
    void sees_the_lost_update_of_a_volatile_field_at_the_level_of_volatiles() {
        assertThat(labels(explore(small("lostVolatileUpdate", Level.VOLATILE))))
                .containsExactly("1", "2");
    }

    @Test
    void looks_inside_the_jdk_at_the_level_of_volatiles_alone() {
        assertThat(labels(explore(small("manyAtOnce", Level.VOLATILE))))
                .containsExactly("0", "1", "2");
        assertThat(labels(explore(small("manyAtOnce", Level.MEMORY)))).containsExactly("0", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"monitored", "atomic", "map"})
    void proves_what_is_synchronised(String method) {
        for (Level level : Level.values()) {
            ExplorationResult result = explore(small(method, level));
            assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
            assertThat(labels(result)).containsExactly("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "future"})
    void drives_executors_and_futures(String method) {
        ExplorationResult result = explore(small(method, Level.SYNC));

        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(labels(result)).containsExactly("3");
    }

    @Test
    void says_that_a_pool_waits_for_itself() {
        Failure failure = explore(small("nestedTask", Level.SYNC)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.DEADLOCK);
        assertThat(failure.message())
                .endsWith(
                        "; pool-1-thread-1 is the only thread of its pool and waits within a task,"
                                + " so that a task which is queued there never begins");
    }

    @Test
    void finds_the_signal_that_nobody_hears() {
        Failure failure = explore(small("lostSignal", Level.SYNC)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.DEADLOCK);
        assertThat(failure.message()).contains("a notification on Small.MONITOR (Object #");
    }

    @Test
    void finds_the_lock_that_is_never_given_back() {
        Failure failure = explore(small("neverUnlocked", Level.SYNC)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.DEADLOCK);
        assertThat(failure.message()).endsWith("which has ended");
    }

    @Test
    void finds_an_exception_that_nobody_catches() {
        Failure failure = explore(small("uncaught", Level.SYNC)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.UNCAUGHT_EXCEPTION);
        assertThat(failure.message()).contains("on purpose", "Small.java:");
    }

    @Test
    void ends_in_order_when_the_time_is_up() {
        ExplorationResult result =
                explore(small("lostUpdate", Level.MEMORY).within(Duration.ofNanos(1)));

        assertThat(result.stop()).isEqualTo(Stop.BOUNDED);
        assertThat(result.limit()).isEqualTo("1ns (--time-limit)");
        assertThat(result.isProof()).isFalse();
    }

    @Test
    void calls_an_endless_loop_a_livelock() {
        Failure failure =
                explore(small("livelock", Level.SYNC).limited(10, 500)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.LIVELOCK);
        assertThat(failure.message()).contains("500 steps").doesNotContain("says so by");
    }

    @ParameterizedTest
    @ValueSource(strings = {"busyWaitsUnderALock", "busyWaitWithTryLock"})
    void is_not_misled_by_locks_that_are_taken_in_every_round(String method) {
        ExplorationResult result = explore(small(method, Level.SYNC).limited(500, 2_000));

        assertThat(result.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"politeness", "undoing"})
    void finds_threads_that_undo_what_others_do_for_ever(String method) {
        Failure failure =
                explore(small(method, Level.SYNC).limited(100, 200)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.LIVELOCK);
    }

    @Test
    void tells_how_a_loop_can_say_that_it_waits() {
        Failure failure =
                explore(small("locksAndLooks", Level.SYNC).limited(10, 500))
                        .failure()
                        .orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.LIVELOCK);
        assertThat(failure.message()).endsWith("says so by Thread.onSpinWait");
    }

    @Test
    void tells_at_once_that_nobody_will_end_a_loop() {
        for (Level level : Level.values()) {
            Failure failure = explore(small("endlessWait", level)).failure().orElseThrow();

            assertThat(failure.kind()).isEqualTo(Ending.Kind.LIVELOCK);
            assertThat(failure.message()).startsWith("no end: main goes round a loop,");
            assertThat(failure.steps()).hasSizeLessThan(10);
        }
    }

    @Test
    void shows_the_steps_of_a_collection_where_it_is_called() {
        for (Level level : Level.values()) {
            String schedule = explore(small("vectors", level)).outcomes().getFirst().schedule();
            Subject vectors = subject(Small.class, "vectors");

            assertThat(Explorer.replay(vectors, schedule, 20_000).steps())
                    .filteredOn(row -> row.thread().equals("Thread-0"))
                    .anySatisfy(row -> {
                        assertThat(row.operation()).isEqualTo("Vector.addAll");
                        assertThat(row.place()).startsWith("Small.java:");
                    });
        }
    }

    @Test
    void passes_the_time_without_waiting() {
        assertThat(labels(explore(small("sleeps", Level.SYNC)))).containsExactly("3600");
    }

    @Test
    void gives_every_execution_fresh_static_fields() {
        ExploreRequest request =
                small("statics", Level.SYNC)
                        .by(Kind.RANDOM, ExploreRequest.UNBOUNDED, false)
                        .limited(20, 100);

        assertThat(labels(explore(request))).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RANDOM", "PCT", "SURW"})
    void finds_a_deadlock_by_chance(Kind kind) {
        ExploreRequest request =
                ExploreRequest.of(subject(Philosophers.class, "broken"))
                        .at(Level.SYNC)
                        .by(kind, ExploreRequest.UNBOUNDED, false)
                        .limited(10_000, 1_000);

        assertThat(explore(request).failure().orElseThrow().kind()).isEqualTo(Ending.Kind.DEADLOCK);
    }

    @Test
    void never_calls_a_limit_a_proof() {
        ExploreRequest request = small("pool", Level.VOLATILE).limited(5, 20_000);
        ExplorationResult result = explore(request);

        assertThat(result.stop()).isEqualTo(Stop.BOUNDED);
        assertThat(result.limit()).isEqualTo("5 executions");
        assertThat(explore(small("pool", Level.SYNC).by(Kind.DFS, 0, true)).stop())
                .isEqualTo(Stop.BOUNDED);
    }

    @Test
    void refuses_a_schedule_of_another_program() {
        String schedule = explore(small("atomic", Level.SYNC)).outcomes().getFirst().schedule();

        assertThatThrownBy(() ->
                        Explorer.replay(subject(Philosophers.class, "broken"), schedule, 1_000))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("another program");
        assertThatThrownBy(() ->
                        Explorer.replay(
                                subject(Small.class, "atomic"), "7" + schedule.substring(1), 1_000))
                .hasMessageContaining("format 7");
        assertThatThrownBy(() -> Explorer.replay(subject(Small.class, "atomic"), "nonsense", 1_000))
                .hasMessageContaining("'nonsense' is not a schedule");
    }

    @Test
    void says_where_a_program_diverges_from_a_schedule() {
        String schedule = explore(small("atomic", Level.SYNC)).outcomes().getFirst().schedule();
        String changed = schedule.substring(0, schedule.lastIndexOf(':') + 1) + "0x2,2";

        assertThatThrownBy(() -> Explorer.replay(subject(Small.class, "atomic"), changed, 1_000))
                .hasMessageContaining("diverges from the schedule at step 3");
    }

    @Test
    void says_where_a_schedule_ends_before_its_program() {
        String schedule = explore(small("atomic", Level.SYNC)).outcomes().getFirst().schedule();
        String cut = schedule.substring(0, schedule.lastIndexOf(':') + 1) + "0x2";

        assertThat(replay(schedule).scheduleEnd()).isEmpty();
        assertThat(replay(cut).scheduleEnd()).hasValue(2);
    }

    private static Replayed replay(String schedule) {
        return Explorer.replay(subject(Small.class, "atomic"), schedule, 1_000);
    }

    @Test
    void explains_what_it_cannot_start() {
        assertThatThrownBy(() -> explore(small("nothing", Level.SYNC)))
                .hasMessageContaining("has no method nothing");
        assertThatThrownBy(() -> explore(small("withArgument", Level.SYNC)))
                .hasMessageContaining("takes arguments");
        assertThatThrownBy(() ->
                        explore(
                                ExploreRequest.of(
                                        new Subject.OfClass(
                                                "no.such.Type", "", getClass().getClassLoader()))))
                .hasMessageContaining("there is no class 'no.such.Type'");
    }

    @Test
    void has_room_for_63_threads() {
        ExploreRequest request = small("sixtyThreeThreads", Level.SYNC).limited(10, 20_000);

        assertThat(labels(explore(request))).containsExactly("62");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sixtyFourThreads", "sixtyFourThreadsWhateverHappens"})
    void more_threads_than_it_has_room_for_are_no_failure_of_the_program(String method) {
        for (Kind kind : Kind.values()) {
            for (boolean reduced : new boolean[] {true, false}) {
                ExploreRequest request =
                        small(method, Level.SYNC).by(kind, ExploreRequest.UNBOUNDED, reduced);
                assertThatThrownBy(() -> explore(request))
                        .isInstanceOf(TandemException.Missing.class)
                        .hasMessageContaining("room for 63 threads");
            }
        }
    }

    @Test
    void looks_into_the_collections_of_the_jdk() {
        assertThat(labels(explore(small("sharedList", Level.MEMORY)))).contains("1", "2");
        assertThat(labels(explore(small("synchronizedList", Level.MEMORY)))).containsExactly("2");
    }

    @Test
    void calls_a_loop_without_any_point_of_choice_a_livelock() {
        Failure failure =
                explore(small("endless", Level.SYNC).limited(10, 100)).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Ending.Kind.LIVELOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "remembers, the same schedule twice takes different steps",
        "exits, the program calls System.exit(0)",
        "sharesWithTheJdk, shares a concurrent object with a part of the JDK"
    })
    void says_what_it_does_not_control(String method, String message) {
        ExplorationResult result = explore(small(method, Level.SYNC));

        assertThat(result.stop()).isEqualTo(Stop.FAILED);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(Ending.Kind.UNCONTROLLED);
        assertThat(result.failure().orElseThrow().message()).contains(message);
    }
}
