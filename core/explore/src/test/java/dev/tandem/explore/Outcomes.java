// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that can come out of a program. */
final class Outcomes {

    private Outcomes() {}

    /** Every outcome, and every kind of failure. */
    static Set<String> of(Class<?> program, String method, Level level, boolean reduced) {
        ExplorationResult result =
                Samples.explore(
                        ExploreRequest.of(Samples.subject(program, method))
                                .at(level)
                                .by(Kind.DFS, ExploreRequest.UNBOUNDED, reduced)
                                .keepingGoing(true));
        assertThat(result.stop()).isIn(Stop.EXHAUSTED, Stop.FAILED);
        return result.outcomes().stream()
                .map(OutcomeRow::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks the outcomes at all levels of detail, and without reduction.
     *
     * @param expected separated by bars
     */
    static void check(Class<?> program, String method, String expected) {
        Set<String> all = new TreeSet<>(Set.of(expected.split("\\|")));
        for (Level level : Level.values()) {
            assertThat(of(program, method, level, true)).as("%s", level).isEqualTo(all);
        }
        assertThat(of(program, method, Level.SYNC, false)).isEqualTo(all);
    }
}
