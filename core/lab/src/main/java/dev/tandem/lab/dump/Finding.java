// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.util.List;

/**
 * Something that a dump shows.
 *
 * @param hangs whether the threads cannot go on, as far as the dump can tell
 * @param headline what it is, in a sentence without a full stop
 * @param details a line each
 * @param threads those that are concerned, by their ids
 */
public record Finding(
        Kind kind, boolean hangs, String headline, List<String> details, List<Long> threads) {

    /** What can be found. */
    public enum Kind {
        /** Threads wait for one another in a circle. */
        DEADLOCK,
        /** All threads of a pool wait for results that only the pool could compute. */
        POOL,
        /** Virtual threads are ready, and every carrier is kept busy by others. */
        CARRIERS,
        /**
         * Locks are waited for whose holders are not known; it hangs when nobody can hold them who
         * goes on.
         */
        LOST_LOCK,
        /** Most threads queue for one lock. */
        CONTENTION
    }
}
