// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;

/** Explores a sample, and asserts what many of them are there to show. */
final class Samples {

    private static final int STEPS = 20_000;

    private Samples() {}

    static Subject.OfClass subject(Class<?> samples, String program) {
        return new Subject.OfClass(samples.getName(), program, samples.getClassLoader());
    }

    static ExplorationResult explore(Class<?> samples, String program, Level level) {
        return explore(ExploreRequest.of(subject(samples, program)).at(level));
    }

    static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    /** At every level nothing goes wrong in any schedule, and 2 comes out. */
    static void assertProved(Class<?> samples, String program) {
        for (Level level : Level.values()) {
            ExplorationResult result = explore(samples, program, level);

            assertTwo(result, level);
            assertThat(result.stop()).as("%s", level).isEqualTo(Stop.EXHAUSTED);
        }
    }

    /** As {@link #assertProved}, but only some schedules are looked at where there are many. */
    static void assertRight(ExploreRequest request) {
        ExplorationResult whole = explore(request.at(Level.SYNC).limited(20_000, STEPS));

        assertTwo(whole, Level.SYNC);
        assertThat(whole.stop()).isEqualTo(Stop.EXHAUSTED);
        for (Level finer : new Level[] {Level.VOLATILE, Level.MEMORY}) {
            assertTwo(explore(request.at(finer).limited(50, STEPS)), finer);
        }
    }

    private static void assertTwo(ExplorationResult result, Level level) {
        assertThat(result.failure()).as("%s", level).isEmpty();
        assertThat(result.outcomes())
                .as("%s", level)
                .extracting(OutcomeRow::label)
                .containsExactly("2");
    }

    /** Two threads, called one and other, race for something; it is told where. */
    static void assertRace(Class<?> samples, String program) {
        Failure failure = explore(samples, program, Level.MEMORY).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.DATA_RACE);
        assertThat(failure.message())
                .contains("by one (", "by other (", samples.getSimpleName() + ".java:");
    }

    /** The program does what the explorer does not see; it is told what, and where. */
    static void assertRefused(Class<?> samples, String program, String reason) {
        Failure failure = explore(samples, program, Level.SYNC).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains(reason, "at " + samples.getSimpleName() + ".java:");
    }
}
