package dev.tandem.core.explore.strategy;

import dev.tandem.core.explore.world.Trace;
import java.util.Optional;
import java.util.SplittableRandom;

/** Every choice at random, each possibility alike. */
public final class RandomWalk implements Sampling {

    private final long seed;
    private SplittableRandom random;

    public RandomWalk(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static SplittableRandom generator(long seed, long execution) {
        return new SplittableRandom(seed + execution * 0x9E3779B97F4A7C15L);
    }

    @Override
    public void number(long execution) {
        random = generator(seed, execution);
    }

    @Override
    public int nextTask(long enabled, int current) {
        int count = Long.bitCount(enabled);
        if (count == 1) {
            return Long.numberOfTrailingZeros(enabled);
        }
        long rest = enabled;
        for (int skip = random.nextInt(count); skip > 0; skip--) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public boolean executionDone(Trace trace) {
        return true;
    }

    @Override
    public Optional<Divisible> split(Trace last) {
        return Optional.of(new RandomWalk(seed));
    }
}
