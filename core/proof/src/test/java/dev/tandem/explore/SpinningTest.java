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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rounds of a loop that do nothing new are left out of a search, and nothing that can happen is
 * lost by it: on random programs in which one thread at the least waits by going round a loop. What
 * the reduced search sees is what the unreduced one sees, and all that random schedules see that
 * know nothing of such loops. To every other program more may happen.
 *
 * <p>{@code -Dtandem.random.factor=10} compares ten times as many.
 */
class SpinningTest {

    private static final int FIRST = Integer.getInteger("tandem.random.first", 0);
    private static final int FACTOR = Integer.getInteger("tandem.random.factor", 1);
    private static final int SAMPLES = 40;

    /**
     * @param free in which it is not known who waits
     */
    private record Benches(Bench reduced, Bench unreduced, Bench free) {
        static Benches of(Level level, Environment environment)
                throws ReflectiveOperationException {
            return new Benches(
                    new Bench(RandomProgram.class, level, true, environment),
                    new Bench(RandomProgram.class, level, false, true, environment),
                    new Bench(RandomProgram.class, level, false, environment));
        }
    }

    @ParameterizedTest
    @CsvSource({"SYNC, 60, 500", "VOLATILE, 8, 1000", "MEMORY, 15, 1000"})
    @Timeout(36_000)
    void sees_what_can_happen_although_rounds_are_left_out(Level level, int programs, long limit)
            throws ReflectiveOperationException {
        List<Benches> benches =
                List.of(Benches.of(level, Environment.CALM), Benches.of(level, Environment.USUAL));
        int count = Integer.getInteger("tandem.random.programs", programs * FACTOR);
        int whole = 0;
        for (int seed = FIRST; seed < FIRST + count; seed++) {
            int[] program = program(seed, level);
            Benches bench = benches.get(seed & 1);
            Optional<Set<String>> seen = bench.reduced.outcomes(program, limit);
            if (seen.isEmpty()) {
                continue;
            }
            whole++;
            String name = "program " + seed + ": " + Arrays.toString(program);
            assertThat(stuck(seen.get()))
                    .as(name)
                    .containsAll(stuck(bench.free.sampled(program, SAMPLES)));
            Optional<Set<String>> all = bench.unreduced.outcomes(program, limit);
            if (all.isPresent()) {
                assertThat(seen).as(name).isEqualTo(all);
            }
        }
        assertThat(whole).as("searched to the end").isGreaterThan(count / 3);
    }

    /** Where one thread spins and others are blocked for ever, both names are right. */
    private static Set<String> stuck(Set<String> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.matches(".*deadlock|livelock") ? "stuck" : outcome)
                .collect(Collectors.toSet());
    }

    private static int[] program(int seed, Level level) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] program = new int[random.nextInt(6) == 0 ? 3 : 2];
        for (int thread = 0; thread < program.length; thread++) {
            int longest = level == Level.SYNC ? 2 : 1;
            for (int i = 0; i < longest; i++) {
                program[thread] =
                        RandomProgram.withFirst(
                                random.nextInt(RandomProgram.OPERATIONS), program[thread]);
            }
        }
        int spins = random.nextInt(program.length);
        program[spins] =
                RandomProgram.withFirst(
                        RandomProgram.OPERATIONS + random.nextInt(RandomProgram.SPINS),
                        program[spins] / RandomProgram.BASE);
        return program;
    }
}
