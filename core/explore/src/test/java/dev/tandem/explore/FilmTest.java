// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Film.Shot;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilmTest {

    private static final int STEPS = 1_000;

    private static Subject subject(String method) {
        return new Subject.OfClass(Small.class.getName(), method, Small.class.getClassLoader());
    }

    private static Failure failure(String method, Level level) {
        ExploreRequest request =
                ExploreRequest.of(subject(method)).at(level).limited(1_000_000, STEPS);
        return Explorer.explore(request, (executions, steps) -> {}, () -> false)
                .failure()
                .orElseThrow();
    }

    private static Film film(String method, String schedule, int most) {
        return Explorer.film(subject(method), List.of(schedule), STEPS, most).getFirst();
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void a_lock_is_called_by_its_name_at_every_level(Level level) {
        Failure failure = failure("crossed", level);

        assertThat(failure.kind()).isEqualTo(Kind.DEADLOCK);
        assertThat(failure.message())
                .contains("waits for right, held by", "waits for left, held by");
    }

    @Test
    void locks_of_the_same_name_are_told_apart() {
        assertThat(failure("namesakes", Level.SYNC).message())
                .containsPattern("waits for it #\\d+, held by .*waits for it #\\d+, held by");
    }

    @Test
    void a_step_says_which_lock_it_asks_for_and_where_the_program_does() {
        List<StepRow> steps = failure("crossed", Level.SYNC).steps();

        assertThat(steps)
                .filteredOn(step -> step.operation().equals("ObservableLock.lock"))
                .isNotEmpty()
                .allSatisfy(step -> {
                    assertThat(step.lock()).isIn("left", "right");
                    assertThat(step.place()).startsWith("Small.java:");
                });
        assertThat(steps.getFirst().lock()).isEmpty();
    }

    @Test
    void each_shot_shows_how_the_threads_stood_before_the_step() {
        Failure failure = failure("crossed", Level.SYNC);
        Film film = film("crossed", failure.schedule(), 100);

        assertThat(film.execution().kind()).contains(Kind.DEADLOCK);
        assertThat(film.shots()).extracting(Shot::row).isEqualTo(failure.steps());
        assertThat(film.shots())
                .allSatisfy(
                        shot -> assertThat(shot.threads().get(shot.thread()).isReady()).isTrue());
        assertThat(film.shots().getFirst().threads()).hasSize(1);
        assertThat(film.end())
                .filteredOn(status -> !status.heldBy().isEmpty())
                .hasSize(2)
                .allSatisfy(status -> {
                    assertThat(status.holds()).hasSize(1);
                    assertThat(status.holds()).doesNotContain(status.waitsFor());
                });
    }

    @Test
    void the_same_positions_are_seen_as_by_a_player() {
        Failure failure = failure("crossed", Level.SYNC);
        Film film = film("crossed", failure.schedule(), 100);
        Game game = new Game(subject("crossed"), Level.SYNC, STEPS);
        for (Shot shot : film.shots()) {
            assertThat(shot.threads()).isEqualTo(game.position().threads());
            game.move(shot.thread());
        }

        assertThat(film.end()).isEqualTo(game.position().threads());
    }

    @Test
    void a_livelock_is_short_to_tell_and_to_replay() {
        Failure failure = failure("politeness", Level.SYNC);
        assertThat(failure.kind()).isEqualTo(Kind.LIVELOCK);
        assertThat(failure.steps()).hasSize(STEPS);
        assertThat(failure.schedule()).hasSizeLessThan(100);

        Film film = film("politeness", failure.schedule(), 100);
        assertThat(film.execution().kind()).contains(Kind.LIVELOCK);
        assertThat(film.excerpt().circle()).isPresent();
        assertThat(film.excerpt().steps()).isEqualTo(STEPS);
        assertThat(film.shots()).hasSizeLessThan(100);
        assertThat(film.shots().getLast().step()).isEqualTo(STEPS - 1);
    }
}
