// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;
import java.util.Optional;

/**
 * Depth-first search of every schedule, one after the other, optionally only of those with a
 * limited number of preemptions (Musuvathi and Qadeer, 2007): switches away from a thread that
 * could have gone on.
 */
public final class Unreduced implements Divisible {

    private final int preemptions;
    private long[] rest = new long[256];
    private int[] chosen = new int[256];
    private int depth;
    private int at;
    private int spent;
    private boolean bounded;

    /**
     * @param preemptions how many at most; {@link Integer#MAX_VALUE} for as many as there are
     */
    public Unreduced(int preemptions) {
        this.preemptions = preemptions;
    }

    @Override
    public boolean isBounded() {
        return bounded;
    }

    @Override
    public void executionStarts(Trace trace) {
        at = 0;
        spent = 0;
    }

    @Override
    public int nextTask(long enabled, int current) {
        if ((enabled & (enabled - 1)) == 0) {
            return Long.numberOfTrailingZeros(enabled);
        }
        long bit = current >= 0 ? 1L << current & enabled : 0;
        if (at == depth) {
            long others = enabled & ~bit;
            if (bit != 0 && spent == preemptions) {
                bounded = true;
                others = 0;
            }
            push(
                    bit != 0 ? current : Long.numberOfTrailingZeros(others),
                    bit != 0 ? others : others & (others - 1));
        }
        int next = chosen[at++];
        if (bit != 0 && next != current) {
            spent++;
        }
        return next;
    }

    @Override
    public int nextInt(int bound) {
        if (at == depth) {
            // The values that are left are the bits above the one that is taken.
            push(0, (1L << bound) - 2);
        }
        return chosen[at++];
    }

    private void push(int choice, long others) {
        if (depth == chosen.length) {
            chosen = Arrays.copyOf(chosen, depth * 2);
            rest = Arrays.copyOf(rest, depth * 2);
        }
        chosen[depth] = choice;
        rest[depth++] = others;
    }

    @Override
    public boolean executionDone(Trace trace) {
        while (depth > 0) {
            long others = rest[depth - 1];
            if (others != 0) {
                chosen[depth - 1] = Long.numberOfTrailingZeros(others);
                rest[depth - 1] = others & (others - 1);
                return true;
            }
            depth--;
        }
        return false;
    }

    /**
     * What is left at the choice nearest to the root: the largest part there is. The choices before
     * it stay as they are, so that no schedule is seen twice and none is left out.
     */
    @Override
    public Optional<Divisible> split() {
        for (int i = 0; i < depth; i++) {
            if (rest[i] != 0) {
                Unreduced part = new Unreduced(preemptions);
                part.chosen = Arrays.copyOf(chosen, chosen.length);
                part.rest = new long[chosen.length];
                part.chosen[i] = Long.numberOfTrailingZeros(rest[i]);
                part.rest[i] = rest[i] & (rest[i] - 1);
                part.depth = i + 1;
                rest[i] = 0;
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }
}
