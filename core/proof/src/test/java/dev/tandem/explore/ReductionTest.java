// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.random.RandomProgram;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reduced search must see every outcome that the unreduced one sees, and no other: on random
 * small programs, ten thousand in all, every other one in an environment in which more may happen.
 *
 * <p>A program with more schedules than the limit is left out, and counted. {@code
 * -Dtandem.random.factor=10} compares ten times as many at each level; {@code
 * -Dtandem.random.first=4711 -Dtandem.random.programs=1} only the one that a failure has named.
 */
class ReductionTest {

    private static final int FIRST = Integer.getInteger("tandem.random.first", 0);
    private static final int FACTOR = Integer.getInteger("tandem.random.factor", 1);

    @ParameterizedTest
    @CsvSource({"SYNC, 6000, 600", "VOLATILE, 2500, 1000", "MEMORY, 1500, 2500"})
    @Timeout(36_000)
    void sees_what_the_unreduced_search_sees(Level level, int programs, long limit)
            throws ReflectiveOperationException {
        List<Bench> unreduced = benches(level, false);
        List<Bench> reduced = benches(level, true);
        int count = Integer.getInteger("tandem.random.programs", programs * FACTOR);
        int left = 0;
        int compared = 0;
        for (int seed = FIRST; compared < count; seed++) {
            int[] program = program(seed, level);
            Bench whole = unreduced.get(seed & 1);
            Optional<Set<String>> expected =
                    whole.isTooLarge(program, limit)
                            ? Optional.empty()
                            : whole.outcomes(program, limit);
            if (expected.isPresent()) {
                compared++;
                String name = "outcomes of program " + seed + ": " + Arrays.toString(program);
                Optional<Set<String>> seen = reduced.get(seed & 1).outcomes(program, 4 * limit);
                if (whole.hasHeldBack()) {
                    // Who yields is believed later where it is recorded what it has changed.
                    assertThat(seen.orElseThrow()).as(name).containsAll(expected.get());
                } else {
                    assertThat(seen).as(name).isEqualTo(expected);
                }
            } else {
                left++;
            }
        }
        assertThat(left).as("left out, being too large").isLessThanOrEqualTo(count * 3 / 5);
        if (count > 1) {
            assertThat(executions(reduced)).isLessThan(executions(unreduced) / 5);
        }
    }

    private static List<Bench> benches(Level level, boolean reduced)
            throws ReflectiveOperationException {
        return List.of(
                new Bench(RandomProgram.class, level, reduced, Environment.CALM),
                new Bench(RandomProgram.class, level, reduced, Environment.USUAL));
    }

    private static long executions(List<Bench> benches) {
        return benches.stream().mapToLong(Bench::executions).sum();
    }

    /**
     * Nothing that happens at a coarse level of detail can be lost at a fine one, where no
     * unreduced search would end.
     */
    @Test
    @Timeout(36_000)
    void sees_more_the_closer_it_looks() throws ReflectiveOperationException {
        Bench sync = new Bench(RandomProgram.class, Level.SYNC, true, Environment.USUAL);
        Bench fine = new Bench(RandomProgram.class, Level.VOLATILE, true, Environment.USUAL);
        Bench finest = new Bench(RandomProgram.class, Level.MEMORY, true, Environment.USUAL);
        int count = 200 * FACTOR;
        int left = 0;
        for (int seed = FIRST; seed < FIRST + count; seed++) {
            int[] program = program(seed, Level.VOLATILE);
            Set<String> coarse = sync.outcomes(program, Long.MAX_VALUE).orElseThrow();
            for (Bench bench : List.of(fine, finest)) {
                Optional<Set<String>> closer = bench.outcomes(program, 2_000);
                if (closer.isPresent()) {
                    assertThat(closer.get())
                            .as("outcomes of program %d: %s", seed, Arrays.toString(program))
                            .containsAll(coarse);
                } else {
                    left++;
                }
            }
        }
        assertThat(left).as("left out, being too large").isLessThanOrEqualTo(count / 10);
    }

    /** Small enough that most of them can be searched without reduction. */
    private static int[] program(int seed, Level level) {
        SplittableRandom random = new SplittableRandom(seed);
        int threads = random.nextInt(6) == 0 ? 3 : 2;
        int longest = threads == 3 || level != Level.SYNC ? 1 : 2;
        int[] program = new int[threads];
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < longest; i++) {
                program[thread] =
                        RandomProgram.withFirst(
                                random.nextInt(RandomProgram.OPERATIONS), program[thread]);
            }
        }
        return program;
    }
}
