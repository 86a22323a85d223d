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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The reduced search must see every outcome that the unreduced one sees. {@code
 * -Dtandem.random.programs=10000} compares as many programs at each level.
 */
class ReductionTest {

    private static final int PROGRAMS = Integer.getInteger("tandem.random.programs", 25);
    private static final long LIMIT = 30_000;

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"SYNC", "VOLATILE"})
    @Timeout(36_000)
    void sees_what_the_unreduced_search_sees(Level level) throws ReflectiveOperationException {
        Bench unreduced = new Bench(RandomProgram.class, level, false);
        Bench reduced = new Bench(RandomProgram.class, level, true);
        Random random = new Random(20);
        int compared = 0;
        while (compared < PROGRAMS) {
            int[] program = program(random, level);
            Optional<Set<String>> expected = unreduced.outcomes(program, LIMIT);
            if (expected.isPresent()) {
                compared++;
                assertThat(reduced.outcomes(program, LIMIT))
                        .as("outcomes of %s", Arrays.toString(program))
                        .isEqualTo(expected);
            }
        }
        assertThat(reduced.executions()).isLessThan(unreduced.executions() / 5);
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
        Random random = new Random(21);
        for (int i = 0; i < PROGRAMS; i++) {
            int[] program = program(random, Level.VOLATILE);
            Set<String> coarse = sync.outcomes(program, Long.MAX_VALUE).orElseThrow();
            Set<String> closer = fine.outcomes(program, Long.MAX_VALUE).orElseThrow();
            Set<String> closest = finest.outcomes(program, Long.MAX_VALUE).orElseThrow();
            assertThat(closer).as("outcomes of %s", Arrays.toString(program)).containsAll(coarse);
            assertThat(closest).as("outcomes of %s", Arrays.toString(program)).containsAll(coarse);
        }
    }

    /** Small enough that most of them can be searched without reduction. */
    private static int[] program(Random random, Level level) {
        int threads = level == Level.SYNC ? 2 + random.nextInt(2) : 2;
        int length = threads == 3 || level != Level.SYNC ? 1 : 1 + random.nextInt(3);
        int[] program = new int[1 + threads * length];
        program[0] = threads;
        for (int i = 1; i < program.length; i++) {
            program[i] = random.nextInt(RandomProgram.OPERATIONS);
        }
        return program;
    }
}
