// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;

/**
 * What one thread reads while it goes round a loop that leaves its local variables as they are.
 * When it has read the same in several rounds, has written nothing, and nobody has written to what
 * it read, then all further rounds are the same, until somebody does.
 */
final class Rounds {

    /** What a round that has just ended says about the next ones. */
    enum Next {
        UNKNOWN,
        /** They do nothing new until somebody writes to what is read. */
        THE_SAME,
        /** They do nothing new until that, or until time passes. */
        LATER
    }

    /** Whoever waits for somebody does not read more than that meanwhile. */
    private static final int MOST = 32;

    private long[] reads = new long[MOST];
    private long[] readBefore = new long[MOST];
    private int count;
    private int countBefore;
    private int loop;
    private int depth;
    private boolean harmless;
    private boolean timed;

    void read(long place) {
        if (count == MOST) {
            harmless = false;
        } else {
            reads[count++] = place;
        }
    }

    /** The thread has changed something, or somebody else something that it reads. */
    void spoil() {
        harmless = false;
    }

    void readTheTime() {
        timed = true;
    }

    boolean reads(long place) {
        return contains(reads, count, place) || contains(readBefore, countBefore, place);
    }

    private static boolean contains(long[] places, int count, long place) {
        for (int i = 0; i < count; i++) {
            if (places[i] == place) {
                return true;
            }
        }
        return false;
    }

    /**
     * A round of a loop has ended. It is that of the same call if the stack is as deep as it was.
     */
    Next end(int ofLoop) {
        boolean same =
                harmless
                        && count > 0
                        && ofLoop == loop
                        && Arrays.equals(reads, 0, count, readBefore, 0, countBefore);
        int wasDepth = depth;
        depth = same ? depth() : 0;
        Next next = !same || depth != wasDepth ? Next.UNKNOWN : timed ? Next.LATER : Next.THE_SAME;
        long[] emptied = readBefore;
        readBefore = reads;
        countBefore = count;
        reads = emptied;
        count = 0;
        loop = ofLoop;
        harmless = true;
        timed = false;
        return next;
    }

    private static int depth() {
        return StackWalker.getInstance().walk(frames -> (int) frames.count());
    }
}
