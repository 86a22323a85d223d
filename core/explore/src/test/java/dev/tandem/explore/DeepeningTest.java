// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepeningTest {

    private static ExploreRequest request(String program) {
        return ExploreRequest.of(
                new Subject.OfClass(
                        Small.class.getName(), program, Small.class.getClassLoader(), 42));
    }

    private static ExplorationResult explore(ExploreRequest request) {
        return Deepening.explore(request, (executions, steps) -> {}, () -> false);
    }

    @ParameterizedTest
    @CsvSource({"neverUnlocked, SYNC, DEADLOCK", "lostUpdate, MEMORY, DATA_RACE"})
    void a_failure_is_found_at_the_first_level_that_shows_it(
            String program, Level level, Kind kind) {
        ExplorationResult result = explore(request(program));
        assertThat(result.level()).isEqualTo(level);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void what_is_correct_is_proved_at_every_level() {
        ExplorationResult result = explore(request("atomic"));
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.level()).isEqualTo(Level.MEMORY);
        assertThat(result.notes()).contains("proved at the level volatile as well");
    }

    @Test
    void what_the_level_of_memory_does_not_look_into_is_said() {
        ExplorationResult memory =
                Explorer.explore(
                        request("seesHalfOfTwo").at(Level.MEMORY),
                        (executions, steps) -> {},
                        () -> false);
        assertThat(memory.isProof()).isTrue();
        assertThat(memory.notes().getLast())
                .contains("not covered: steps inside java.util.concurrent (--level volatile)");
    }

    @Test
    void what_only_shows_inside_the_jdk_is_found_last() {
        ExplorationResult result = explore(request("seesHalfOfTwo"));
        assertThat(result.level()).isEqualTo(Level.VOLATILE);
        assertThat(result.failure().orElseThrow().message()).contains("half of it is seen");
    }

    @Test
    void a_data_race_is_found_however_much_goes_on_inside_the_jdk() {
        ExplorationResult result = explore(request("racesWithPermits"));
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(Kind.DATA_RACE);
        assertThat(result.executions()).isLessThan(5_000);
    }

    @Test
    void a_limit_leaves_what_was_proved_before_and_is_named() {
        ExploreRequest request = request("lostVolatileUpdate");
        long enough =
                Explorer.explore(request.at(Level.SYNC), (executions, steps) -> {}, () -> false)
                        .executions();
        ExplorationResult result = explore(request.limited(enough, 20_000));
        assertThat(result.level()).isEqualTo(Level.SYNC);
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.notes().getFirst())
                .startsWith("nothing is proved at the level memory: stopped by the limit of");
    }

    @Test
    void without_time_the_next_level_is_left_out() {
        ExplorationResult result = explore(request("monitored").within(Duration.ofNanos(1)));
        assertThat(result.level()).isEqualTo(Level.SYNC);
        assertThat(result.isProof() ? result.notes().getFirst() : result.limit())
                .containsAnyOf("no time was left", "--time-limit");
    }
}
