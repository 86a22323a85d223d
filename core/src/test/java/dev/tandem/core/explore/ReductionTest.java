package dev.tandem.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.core.explore.samples.RandomProgram;
import dev.tandem.core.spi.WorkloadSpec.Level;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The reduced search must see every outcome that the unreduced one sees, and no other: on random
 * small programs, ten thousand in all.
 *
 * <p>{@code -Dtandem.random.factor=10} compares ten times as many at each level; {@code
 * -Dtandem.random.first=4711 -Dtandem.random.programs=1} only the one that a failure has named.
 */
class ReductionTest {

    private static final int FIRST = Integer.getInteger("tandem.random.first", 0);
    private static final int FACTOR = Integer.getInteger("tandem.random.factor", 1);

    /** A program with more schedules is left out. */
    private static final long LIMIT = 600;

    @ParameterizedTest
    @CsvSource({"SYNC, 5000", "VOLATILE, 2500", "MEMORY, 2500"})
    @Timeout(36_000)
    void sees_what_the_unreduced_search_sees(Level level, int programs)
            throws ReflectiveOperationException {
        Bench unreduced = new Bench(RandomProgram.class, level, false);
        Bench reduced = new Bench(RandomProgram.class, level, true);
        int count = Integer.getInteger("tandem.random.programs", programs * FACTOR);
        int left = 0;
        int compared = 0;
        for (int seed = FIRST; compared < count; seed++) {
            int[] program = program(seed, level);
            Optional<Set<String>> expected = unreduced.outcomes(program, LIMIT);
            if (expected.isPresent()) {
                compared++;
                assertThat(reduced.outcomes(program, Long.MAX_VALUE))
                        .as("outcomes of program %d: %s", seed, Arrays.toString(program))
                        .isEqualTo(expected);
            } else {
                left++;
            }
        }
        assertThat(left).as("left out, being too large").isLessThanOrEqualTo(count / 4);
        if (count > 1) {
            assertThat(reduced.executions()).isLessThan(unreduced.executions() / 5);
        }
    }

    /**
     * Nothing that happens at a coarse level of detail can be lost at a fine one, where no
     * unreduced search would end.
     */
    @Test
    @Timeout(36_000)
    void sees_more_the_closer_it_looks() throws ReflectiveOperationException {
        Bench sync = new Bench(RandomProgram.class, Level.SYNC, true);
        Bench fine = new Bench(RandomProgram.class, Level.VOLATILE, true);
        Bench finest = new Bench(RandomProgram.class, Level.MEMORY, true);
        for (int seed = FIRST; seed < FIRST + 300 * FACTOR; seed++) {
            int[] program = program(seed, Level.SYNC);
            Set<String> coarse = sync.outcomes(program, Long.MAX_VALUE).orElseThrow();
            Set<String> closer = fine.outcomes(program, Long.MAX_VALUE).orElseThrow();
            Set<String> closest = finest.outcomes(program, Long.MAX_VALUE).orElseThrow();
            assertThat(closer)
                    .as("outcomes of program %d: %s", seed, Arrays.toString(program))
                    .containsAll(coarse);
            assertThat(closest)
                    .as("outcomes of program %d: %s", seed, Arrays.toString(program))
                    .containsAll(coarse);
        }
    }

    /** Small enough that most of them can be searched without reduction. */
    private static int[] program(int seed, Level level) {
        Random random = new Random(seed);
        int threads = random.nextInt(6) == 0 ? 3 : 2;
        int longest = threads == 3 || level != Level.SYNC ? 1 : 2;
        int[] program = new int[threads];
        for (int thread = 0; thread < threads; thread++) {
            for (int i = 0; i < longest; i++) {
                program[thread] =
                        program[thread] * 64 + 1 + random.nextInt(RandomProgram.OPERATIONS);
            }
        }
        return program;
    }
}
