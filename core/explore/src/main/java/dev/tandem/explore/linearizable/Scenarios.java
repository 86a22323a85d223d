// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.spi.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Draws scenarios: each depends on the seed and its number alone. The shapes are small, for what is
 * wrong with an object shows in few operations, and all interleavings of few can be seen.
 */
final class Scenarios {

    private static final List<List<Integer>> SHAPES =
            List.of(List.of(2, 2), List.of(1, 1, 1), List.of(3, 2), List.of(2, 1, 1));
    private static final int MOST_BEFORE = 2;
    private static final int TRIES = 100;

    private final Operations operations;
    private final long seed;

    Scenarios(Operations operations, long seed) {
        this.operations = operations;
        this.seed = seed;
    }

    Scenario draw(int number) {
        RandomGenerator random = Seeds.stream(seed, number);
        List<Integer> shape = SHAPES.get(number % SHAPES.size());
        List<Operation> before = new ArrayList<>();
        for (int i = random.nextInt(MOST_BEFORE + 1); i > 0; i--) {
            before.add(any(random));
        }
        List<List<Operation>> threads = new ArrayList<>();
        for (int thread = 0; thread < shape.size(); thread++) {
            List<Operation> calls = new ArrayList<>();
            for (int i = 0; i < shape.get(thread); i++) {
                permitted(random, thread, shape.size()).ifPresent(calls::add);
            }
            if (!calls.isEmpty()) {
                threads.add(List.copyOf(calls));
            }
        }
        return new Scenario(List.copyOf(before), List.copyOf(threads));
    }

    /** Every method alike, and each of its operations. */
    private Operation any(RandomGenerator random) {
        List<Operation> calls =
                operations.byMethod().get(random.nextInt(operations.byMethod().size()));
        return calls.get(random.nextInt(calls.size()));
    }

    /** Empty where a thread hardly finds anything that is not another's. */
    private Optional<Operation> permitted(RandomGenerator random, int thread, int threads) {
        return Stream.generate(() -> any(random))
                .limit(TRIES)
                .filter(operation -> isPermitted(operation, thread, threads))
                .findFirst();
    }

    /** Each group has a thread of its own, as far as there are threads. */
    private static boolean isPermitted(Operation operation, int thread, int threads) {
        return operation
                .group()
                .map(group -> Math.floorMod(group.hashCode(), threads) == thread)
                .orElse(true);
    }
}
