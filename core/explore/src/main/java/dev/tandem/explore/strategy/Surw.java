// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import dev.tandem.spi.Seeds;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A selectively uniform random walk (Zhao, Wolff, Mathur and Roychoudhury, "Selectively Uniform
 * Concurrency Testing", ASPLOS 2025): every order of the selected steps is drawn with about the
 * same probability. A plain random walk does not: with one thread of many steps and one of few, it
 * has nearly always ended the short one before the long one is half done.
 *
 * <p>Which thread takes the next selected step is drawn by how many of them each has left, those of
 * threads that it is still to start included; until that thread gets there, the others take no
 * selected step, and who takes one of the rest is drawn with each alike. How many there are is
 * counted in the first executions. Where that number depends on the order, or threads wait for one
 * another, the orders are alike only about, and nothing is known of the probability of missing one.
 *
 * <p>The selection is drawn anew for each execution, as it is not known what a bug is about: every
 * second time all steps, else those that begin at one place which several threads come to.
 */
public final class Surw implements Sampling {

    private static final int NOBODY = -1;

    private final long seed;
    private final StepCounts counts;
    private final double[] left = new double[Long.SIZE];
    private RandomGenerator random;
    private Trace trace = new Trace();
    private long number;
    private int selected = StepCounts.EVERYWHERE;
    private int intended = NOBODY;
    private long started;

    public Surw(long seed) {
        this(seed, new StepCounts());
    }

    private Surw(long seed, StepCounts counts) {
        this.seed = seed;
        this.counts = counts;
        this.random = Seeds.stream(seed, 0);
    }

    @Override
    public void number(long execution) {
        number = execution;
        random = Seeds.stream(seed, execution);
    }

    @Override
    public void executionStarts(Trace growing) {
        trace = growing;
        intended = NOBODY;
        started = 0;
        int[] places = counts.sharedPlaces();
        selected =
                number % 2 == 0 || places.length == 0
                        ? StepCounts.EVERYWHERE
                        : places[random.nextInt(places.length)];
        Arrays.setAll(left, task -> counts.expected(selected, task));
    }

    @Override
    public int nextTask(long enabled, int current) {
        for (long fresh = enabled & ~started; fresh != 0; fresh &= fresh - 1) {
            starts(Long.numberOfTrailingZeros(fresh));
        }
        if (intended == NOBODY) {
            intended = byWhatIsLeft(enabled);
        }
        long able = enabled & (withoutSelected(enabled) | 1L << intended);
        if (able == 0) {
            // The others are all about to take a selected step, and the intended one waits for
            // them.
            intended = byWhatIsLeft(enabled);
            able = 1L << intended;
        }
        int next = alike(able);
        if (isSelected(next)) {
            left[next]--;
            intended = NOBODY;
        }
        return next;
    }

    /** What a thread is to do counts as its own from now on, and no longer as its parent's. */
    private void starts(int task) {
        started |= 1L << task;
        int parent = counts.parent(task);
        if (parent >= 0) {
            left[parent] -= left[task];
        }
    }

    private boolean isSelected(int task) {
        return selected == StepCounts.EVERYWHERE || trace.place(task) == selected;
    }

    /** Those whose next step is not selected. */
    private long withoutSelected(long enabled) {
        long others = 0;
        for (long rest = enabled; rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            others |= isSelected(task) ? 0 : 1L << task;
        }
        return others;
    }

    /** Who is about to take a selected step has at least that one left. */
    private double left(int task) {
        return Math.max(left[task], isSelected(task) ? 1 : 0);
    }

    private int byWhatIsLeft(long enabled) {
        double all = 0;
        for (long rest = enabled; rest != 0; rest &= rest - 1) {
            all += left(Long.numberOfTrailingZeros(rest));
        }
        if (all == 0) {
            return alike(enabled);
        }
        double drawn = random.nextDouble() * all;
        long rest = enabled;
        while (true) {
            int task = Long.numberOfTrailingZeros(rest);
            rest &= rest - 1;
            drawn -= left(task);
            if (drawn < 0 || rest == 0) {
                return task;
            }
        }
    }

    private int alike(long tasks) {
        int count = Long.bitCount(tasks);
        long rest = tasks;
        for (int skip = count == 1 ? 0 : random.nextInt(count); skip > 0; skip--) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public boolean executionDone(Trace done) {
        if (number < ALONE) {
            counts.add(done);
        }
        return true;
    }

    @Override
    public Optional<Divisible> split() {
        return Optional.of(new Surw(seed, counts));
    }
}
