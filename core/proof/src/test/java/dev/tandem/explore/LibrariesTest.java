// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.libraries.CaffeineUses;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What other people's libraries do rightly is no failure, and what is done with them wrongly is.
 */
class LibrariesTest {

    private static final int EXECUTIONS = 40;
    private static final int WHOLE = 50_000;
    private static final int STEPS = 20_000;

    private static ExplorationResult explore(String library, String program, Level level) {
        return explore(library, program, level, EXECUTIONS);
    }

    private static ExplorationResult explore(
            String library, String program, Level level, int most) {
        String name = CaffeineUses.class.getPackageName() + "." + library + "Uses";
        var subject = new Subject.OfClass(name, program, LibrariesTest.class.getClassLoader());
        return Explorer.explore(
                ExploreRequest.of(subject).at(level).limited(most, STEPS),
                (executions, steps) -> {},
                () -> false);
    }

    @ParameterizedTest
    @CsvSource({
        "Guava, cache",
        "Guava, future",
        "Guava, multiset",
        "Caffeine, get",
        "Caffeine, invalidate",
        "Jctools, spsc",
        "Jctools, linked",
        "Jctools, mpscLinked",
        "Jctools, mpsc",
        "Jctools, mpmc",
        "Jctools, atomic",
        "Pool, ofOne",
        "Netty, promise",
        "Netty, local",
        "RxJava, single",
        "RxJava, serialized",
        "Reactor, mono",
        "Reactor, sink",
        "Reactor, retries",
        "Disruptor, ring"
    })
    void is_right_when_used_rightly(String library, String program) {
        ExplorationResult result = explore(library, program, Level.MEMORY);

        assertThat(result.failure()).isEmpty();
        assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly("2");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void explores_the_whole_of_a_queue_that_uses_unsafe(Level level) {
        ExplorationResult result = explore("Jctools", "mpsc", level, WHOLE);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly("2");
    }

    @Test
    void finds_what_is_put_into_a_cache_twice() {
        assertThat(explore("Guava", "checkThenPut", Level.SYNC).outcomes())
                .extracting(OutcomeRow::label)
                .contains("2");
    }

    @Test
    void finds_who_waits_for_what_is_never_given_back() {
        Failure failure = explore("Pool", "neverReturned", Level.SYNC).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.DEADLOCK);
    }

    @Test
    void finds_the_second_producer_of_a_queue_for_one() {
        assertThat(explore("Jctools", "twoProducers", Level.MEMORY).outcomes())
                .extracting(OutcomeRow::label)
                .contains("1");
    }
}
