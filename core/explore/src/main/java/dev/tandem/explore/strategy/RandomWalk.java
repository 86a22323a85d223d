// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import dev.tandem.spi.Seeds;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Every choice at random, each possibility alike. */
public final class RandomWalk implements Sampling {

    private final long seed;
    private RandomGenerator random;
    private double surprisal;
    private double possibilities = 1;

    public RandomWalk(long seed) {
        this.seed = seed;
        this.random = Seeds.stream(seed, 0);
    }

    @Override
    public void number(long execution) {
        random = Seeds.stream(seed, execution);
        surprisal = 0;
        possibilities = 1;
    }

    /** One of so many possibilities is chosen. */
    private void chooses(int count) {
        possibilities *= count;
        if (possibilities > 1e200) {
            surprisal = logOfPossibilities();
            possibilities = 1;
        }
    }

    @Override
    public OptionalDouble surprisal() {
        return OptionalDouble.of(logOfPossibilities());
    }

    private double logOfPossibilities() {
        return surprisal + Math.log(possibilities);
    }

    @Override
    public int nextTask(long enabled, int current) {
        int count = Long.bitCount(enabled);
        if (count == 1) {
            return Long.numberOfTrailingZeros(enabled);
        }
        chooses(count);
        long rest = enabled;
        for (int skip = random.nextInt(count); skip > 0; skip--) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    @Override
    public int nextInt(int bound) {
        chooses(bound);
        return random.nextInt(bound);
    }

    @Override
    public boolean executionDone(Trace trace) {
        return true;
    }

    @Override
    public Optional<Divisible> split() {
        return Optional.of(new RandomWalk(seed));
    }
}
