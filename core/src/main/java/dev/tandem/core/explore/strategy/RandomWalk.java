package dev.tandem.core.explore.strategy;

import dev.tandem.core.explore.world.Strategy;
import dev.tandem.core.explore.world.Trace;
import java.util.SplittableRandom;

/** Every choice at random, each possibility alike. */
public final class RandomWalk implements Strategy {

    private final SplittableRandom random;

    public RandomWalk(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public int nextTask(long enabled, int current) {
        int skip = random.nextInt(Long.bitCount(enabled));
        long rest = enabled;
        for (; skip > 0; skip--) {
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
}
