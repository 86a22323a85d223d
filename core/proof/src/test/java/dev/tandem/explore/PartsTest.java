// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.random.RandomProgram;
import dev.tandem.explore.strategy.Divisible;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reduced search that is shared out makes the very executions of one that is not, whoever makes
 * which of them and when: on random programs, with workers that take turns at random and give parts
 * away wherever they can.
 *
 * <p>{@code -Dtandem.random.factor=10} compares ten times as many.
 */
class PartsTest {

    private static final int FIRST = Integer.getInteger("tandem.random.first", 0);
    private static final int FACTOR = Integer.getInteger("tandem.random.factor", 1);
    private static final int MOST_WORKERS = 4;

    @ParameterizedTest
    @CsvSource({"SYNC, 300, 300", "VOLATILE, 60, 300", "MEMORY, 60, 300"})
    @Timeout(36_000)
    void are_together_the_search_of_one(Level level, int programs, int limit)
            throws ReflectiveOperationException {
        List<List<Bench>> benches =
                List.of(benches(level, Environment.CALM), benches(level, Environment.USUAL));
        int compared = 0;
        int given = 0;
        for (int seed = FIRST; seed < FIRST + programs * FACTOR; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] program = program(random, level);
            List<Bench> workers = benches.get(seed & 1);
            Optional<List<String>> alone = alone(workers.getFirst(), program, limit);
            if (alone.isEmpty() || alone.get().size() < 3) {
                continue;
            }
            compared++;
            for (int count = 2; count <= MOST_WORKERS; count++) {
                Shared shared = new Shared(workers.subList(0, count), program, random);
                assertThat(shared.executions())
                        .as("program %d: %s, %d workers", seed, Arrays.toString(program), count)
                        .isEqualTo(alone.get());
                given += shared.given;
            }
        }
        assertThat(compared).isGreaterThan(programs * FACTOR / 4);
        assertThat(given).isGreaterThan(compared);
    }

    private static List<Bench> benches(Level level, Environment environment)
            throws ReflectiveOperationException {
        List<Bench> benches = new ArrayList<>();
        benches.add(new Bench(RandomProgram.class, level, true, environment));
        while (benches.size() < MOST_WORKERS) {
            benches.add(benches.getFirst().another());
        }
        return benches;
    }

    private static int[] program(SplittableRandom random, Level level) {
        int[] program = new int[2 + random.nextInt(2)];
        int longest = level == Level.SYNC ? 2 : 1;
        for (int thread = 0; thread < program.length; thread++) {
            for (int i = 0; i < longest; i++) {
                program[thread] =
                        RandomProgram.withFirst(
                                random.nextInt(RandomProgram.OPERATIONS), program[thread]);
            }
        }
        return program;
    }

    private static Optional<List<String>> alone(Bench bench, int[] program, int limit) {
        Reduced search = new Reduced();
        List<String> executions = new ArrayList<>();
        do {
            executions.add(bench.execution(program, search));
            if (executions.size() > limit) {
                return Optional.empty();
            }
        } while (search.executionDone(bench.trace()));
        return Optional.of(executions.stream().sorted().toList());
    }

    /** A search by several workers, of whom one at a time makes an execution. */
    private static final class Shared {
        private final List<Bench> workers;
        private final int[] program;
        private final SplittableRandom random;
        private final @Nullable Divisible[] held;
        private final List<Divisible> free = new ArrayList<>(List.of(new Reduced()));
        private final List<String> executions = new ArrayList<>();
        private int given;

        Shared(List<Bench> workers, int[] program, SplittableRandom random) {
            this.workers = workers;
            this.program = program;
            this.random = random;
            this.held = new @Nullable Divisible[workers.size()];
        }

        List<String> executions() {
            while (!free.isEmpty() || Stream.of(held).anyMatch(Objects::nonNull)) {
                int worker = random.nextInt(held.length);
                Divisible part = held[worker];
                if (part != null) {
                    held[worker] = search(workers.get(worker), part);
                } else if (!free.isEmpty()) {
                    held[worker] = free.remove(random.nextInt(free.size()));
                }
            }
            return executions.stream().sorted().toList();
        }

        /**
         * @return the part, if it goes on
         */
        private @Nullable Divisible search(Bench worker, Divisible part) {
            executions.add(worker.execution(program, part));
            if (!part.executionDone(worker.trace())) {
                free.addAll(part.released());
                return null;
            }
            if (random.nextBoolean()) {
                Optional<Divisible> split = part.split();
                split.ifPresent(free::add);
                given += split.isPresent() ? 1 : 0;
            }
            return part;
        }
    }
}
