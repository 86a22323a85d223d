// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;

/** What a step accessed, sorted. */
final class Footprint {

    private Footprint() {}

    /** The accesses of a step together with those of another footprint. */
    static long[] union(long[] other, Trace trace, int step) {
        int from = trace.accessesFrom(step);
        int count = trace.accessesTo(step) - from;
        long[] all = Arrays.copyOf(other, other.length + count);
        for (int i = 0; i < count; i++) {
            all[other.length + i] = Trace.plain(trace.access(from + i));
        }
        Arrays.sort(all);
        int kept = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[kept++] = all[i];
            }
        }
        return kept == all.length ? all : Arrays.copyOf(all, kept);
    }

    static boolean conflicts(long[] footprint, Trace trace, int step) {
        for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
            long entry = Trace.plain(trace.access(i));
            if (Arrays.binarySearch(footprint, entry | 1) >= 0
                    || ((entry & 1) != 0 && Arrays.binarySearch(footprint, entry & ~1L) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
