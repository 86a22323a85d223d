// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

/**
 * Knows whether a run had this process to itself. Nothing about a process that a workload starts
 * past the launcher says of which run it comes: it is held against a run that no other overlapped.
 */
final class Overlap {

    private int runs;
    private boolean overlapped;

    synchronized void begin() {
        overlapped |= runs > 0;
        runs++;
    }

    /** Ends a run, and returns whether no other ran at any time of it. */
    synchronized boolean end() {
        boolean alone = !overlapped;
        runs--;
        overlapped &= runs > 0;
        return alone;
    }
}
