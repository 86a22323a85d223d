// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;

/**
 * For each place in memory: which step wrote it last, and which step of each task has read it
 * since. Emptied in constant time.
 */
final class Accesses {

    private long[] keys = new long[256];
    private int[] stamps = new int[256];
    private int[] writes = new int[256];
    private int[] reads = new int[256];
    private int tasks = 1;
    private int stamp;
    private int size;

    void clear(int taskCount) {
        stamp++;
        size = 0;
        if (taskCount != tasks || reads.length < keys.length * taskCount) {
            tasks = taskCount;
            reads = new int[keys.length * tasks];
        }
    }

    int slot(long key) {
        int mask = keys.length - 1;
        int at = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (stamps[at] == stamp) {
            if (keys[at] == key) {
                return at;
            }
            at = (at + 1) & mask;
        }
        if (size * 2 >= keys.length) {
            grow();
            return slot(key);
        }
        size++;
        stamps[at] = stamp;
        keys[at] = key;
        writes[at] = -1;
        Arrays.fill(reads, at * tasks, (at + 1) * tasks, -1);
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldStamps = stamps;
        int[] oldWrites = writes;
        int[] oldReads = reads;
        int length = oldKeys.length * 2;
        keys = new long[length];
        stamps = new int[length];
        writes = new int[length];
        reads = new int[length * tasks];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldStamps[i] == stamp) {
                int at = slot(oldKeys[i]);
                writes[at] = oldWrites[i];
                System.arraycopy(oldReads, i * tasks, reads, at * tasks, tasks);
            }
        }
    }

    int lastWriteAt(int slot) {
        return writes[slot];
    }

    int lastReadAt(int slot, int task) {
        return reads[slot * tasks + task];
    }

    int lastWrite(long key) {
        int at = slot(key);
        return writes[at];
    }

    void write(long key, int step) {
        // To make room for the place may move them all.
        int at = slot(key);
        writes[at] = step;
    }

    void record(Trace trace, int step, int task) {
        for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
            long entry = trace.access(i);
            int at = slot(Trace.place(entry));
            if ((entry & 1) != 0) {
                writes[at] = step;
                Arrays.fill(reads, at * tasks, (at + 1) * tasks, -1);
            } else {
                reads[at * tasks + task] = step;
            }
        }
    }
}
