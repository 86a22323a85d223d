// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Draws;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program draws at random comes from the seed, and that is said. */
class DrawsTest {

    private static ExplorationResult explore(String program, long seed) {
        ClassLoader loader = Draws.class.getClassLoader();
        var subject = new Subject.OfClass(Draws.class.getName(), program, loader, seed);
        return Explorer.explore(
                ExploreRequest.of(subject).at(Level.SYNC), (executions, steps) -> {}, () -> false);
    }

    private static String drawn(String program, long seed) {
        return explore(program, seed).outcomes().getFirst().label();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "random",
                "splittable",
                "math",
                "strict",
                "uuid",
                "secure",
                "strong",
                "generator",
                "named",
                "made",
                "byReference",
                "secureByReference"
            })
    void another_seed_draws_other_numbers(String program) {
        assertThat(drawn(program, 1)).isEqualTo(drawn(program, 1)).isNotEqualTo(drawn(program, 2));
        assertThat(explore(program, 2).notes())
                .anyMatch(note -> note.startsWith("random numbers are drawn from --seed 2,"));
    }

    @Test
    void a_seed_of_its_own_is_kept() {
        assertThat(drawn("seeded", 1)).isEqualTo(drawn("seeded", 2));
        assertThat(explore("seeded", 1).notes()).noneMatch(note -> note.startsWith("random"));
    }
}
