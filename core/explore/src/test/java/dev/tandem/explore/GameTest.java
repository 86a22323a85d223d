// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.Game.Hint;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.world.Ending;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;

class GameTest {

    private static Subject subject(Class<?> type, String method) {
        return new Subject.OfClass(type.getName(), method, type.getClassLoader());
    }

    private static Game game(String method) {
        return new Game(subject(Philosophers.class, method), Level.SYNC, 1_000);
    }

    private static int lastOfDeadlock() {
        int[] tasks = deadlock();
        return tasks[tasks.length - 1];
    }

    /** A schedule that the explorer has found. */
    private static int[] deadlock() {
        Subject subject = subject(Philosophers.class, "broken");
        Failure failure =
                Explorer.explore(
                                ExploreRequest.of(subject).at(Level.SYNC),
                                (executions, steps) -> {},
                                () -> false)
                        .failure()
                        .orElseThrow();
        return Schedule.parse(failure.schedule()).tasks();
    }

    private static Game almostDeadlocked() {
        int[] tasks = deadlock();
        Game game = game("broken");
        for (int i = 0; i < tasks.length - 1; i++) {
            game.move(tasks[i]);
        }
        return game;
    }

    @Test
    void the_threads_are_shown_with_what_they_hold_and_wait_for() {
        Game game = almostDeadlocked();

        assertThat(game.position().end()).isEmpty();
        assertThat(game.position().threads())
                .anySatisfy(status -> {
                    assertThat(status.holds()).hasSize(1);
                    assertThat(status.waitsFor()).startsWith("ReentrantLock #");
                    assertThat(status.heldBy()).startsWith("philosopher ");
                    assertThat(status.place()).startsWith("Philosophers.java:");
                    assertThat(status.isReady()).isFalse();
                });
    }

    @Test
    void a_thread_that_has_not_begun_begins_next() {
        Game game = game("broken");
        while (game.position().threads().size() == 1) {
            game.move(0);
        }

        assertThat(game.position().threads().getLast().operation()).isEqualTo("begins");
        assertThat(game.position().threads().getLast().place()).isEmpty();
    }

    @Test
    void a_thread_that_waits_cannot_be_moved_and_nothing_changes() {
        Game game = almostDeadlocked();
        String before = game.schedule();
        int waiting = -1;
        for (int i = 0; i < game.position().threads().size(); i++) {
            waiting = game.position().threads().get(i).heldBy().isEmpty() ? waiting : i;
        }
        int chosen = waiting;

        assertThatThrownBy(() -> game.move(chosen))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("cannot go on: it waits for ReentrantLock")
                .hasMessageContaining("held by");
        assertThatThrownBy(() -> game.move(9)).hasMessageContaining("there is no thread 9");
        assertThat(game.schedule()).isEqualTo(before);
    }

    @Test
    void taking_every_step_back_leads_to_the_beginning() {
        Game game = almostDeadlocked();
        int steps = game.position().steps().size();
        for (int i = 0; i < steps; i++) {
            assertThat(game.undo()).isTrue();
        }

        assertThat(game.undo()).isFalse();
        assertThat(game.position()).isEqualTo(game("broken").position());
    }

    @Test
    void hints_lead_to_an_end_without_a_failure() {
        Game game = almostDeadlocked();
        int left = Integer.MAX_VALUE;
        while (game.position().end().isEmpty()) {
            Hint.Step step = (Hint.Step) game.hint();
            assertThat(step.left()).isLessThan(left);
            left = step.left();
            game.move(step.thread());
        }

        assertThat(left).isEqualTo(1);
        assertThat(game.position().end().orElseThrow().reached()).isTrue();
        assertThat(game.position().end().orElseThrow().kind()).isEmpty();
    }

    @Test
    void what_was_played_replays_to_the_same_end() {
        Game game = almostDeadlocked();
        game.move(lastOfDeadlock());

        assertThat(game.position().end().orElseThrow().kind()).contains(Ending.Kind.DEADLOCK);
        Replayed replayed =
                Explorer.replay(subject(Philosophers.class, "broken"), game.schedule(), 1_000);
        assertThat(replayed.kind()).contains(Ending.Kind.DEADLOCK);
        assertThat(replayed.steps()).isEqualTo(game.position().steps());
        assertThat(replayed.message()).isEqualTo(game.position().end().orElseThrow().message());
    }

    @Test
    void a_value_is_refused_where_there_is_nothing_to_choose() {
        Game game = new Game(subject(Small.class, "monitored"), Level.SYNC, 1_000);

        assertThatThrownBy(() -> game.move(0, 1)).hasMessageContaining("nothing to choose");
        game.move(0);
        assertThat(game.position().steps()).hasSize(1);
    }
}
