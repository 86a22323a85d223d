// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import dev.tandem.spi.Seeds;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi and Nagarakatte, 2010): the
 * thread with the highest of randomly given priorities runs, and at d - 1 random steps whoever runs
 * drops below all others. A bug that needs d ordering constraints is hit by each execution with a
 * probability of at least 1 / (n k^(d-1)), for n threads and k steps.
 */
public final class Pct implements Sampling {

    private final long seed;
    private final int depth;
    private RandomGenerator random;
    private long number;
    private final double[] priorities = new double[64];
    private final int[] changes;
    private int threads = 1;
    private int longest = 1;
    private int step;

    /**
     * @param depth the number d of ordering constraints, at least 1
     */
    public Pct(long seed, int depth) {
        this.seed = seed;
        this.random = Seeds.stream(seed, 0);
        this.depth = depth;
        this.changes = new int[depth - 1];
    }

    /**
     * The least probability with which one execution hits a bug of this depth, for the threads and
     * steps of the first executions.
     */
    public double bound() {
        return 1 / (threads * Math.pow(longest, depth - 1));
    }

    /** The greatest probability with which so many executions all miss such a bug. */
    public double missed(long executions) {
        return Math.exp(executions * Math.log1p(-bound()));
    }

    /** The bound in words. */
    public String boundInWords() {
        return String.format(
                Locale.ROOT,
                "each execution hits a bug of depth %d with a probability of at least 1/(%d x %d^%d) = %.2g",
                depth,
                threads,
                longest,
                depth - 1,
                bound());
    }

    /** What that comes to after so many executions that have hit none. */
    public String missedInWords(long executions) {
        return String.format(
                Locale.ROOT,
                "all %,d executions have missed a bug of depth %d, if there is one, with a probability of at most %.2g",
                executions,
                depth,
                missed(executions));
    }

    @Override
    public void number(long execution) {
        number = execution;
        random = Seeds.stream(seed, execution);
    }

    @Override
    public void executionStarts(Trace trace) {
        step = 0;
        for (int i = 0; i < priorities.length; i++) {
            priorities[i] = 1 + random.nextDouble();
        }
        for (int i = 0; i < changes.length; i++) {
            changes[i] = random.nextInt(longest);
        }
    }

    @Override
    public int nextTask(long enabled, int current) {
        for (int i = 0; i < changes.length; i++) {
            if (changes[i] == step) {
                priorities[best(enabled)] = (double) (changes.length - i) / (changes.length + 1);
            }
        }
        step++;
        return best(enabled);
    }

    private int best(long enabled) {
        int best = Long.numberOfTrailingZeros(enabled);
        for (long rest = enabled; rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            best = priorities[task] > priorities[best] ? task : best;
        }
        return best;
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public boolean executionDone(Trace trace) {
        if (number < ALONE) {
            threads = Math.max(threads, trace.lanes());
            longest = Math.max(longest, trace.steps());
        }
        return true;
    }

    @Override
    public Optional<Divisible> split() {
        Pct part = new Pct(seed, depth);
        part.threads = threads;
        part.longest = longest;
        return Optional.of(part);
    }
}
