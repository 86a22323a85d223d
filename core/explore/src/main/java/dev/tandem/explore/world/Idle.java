// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** The strategy of a world in which nothing runs yet. */
final class Idle implements Strategy {

    @Override
    public int nextTask(long enabled, int current) {
        throw new IllegalStateException("nothing runs");
    }

    @Override
    public int nextInt(int bound) {
        throw new IllegalStateException("nothing runs");
    }

    @Override
    public boolean executionDone(Trace trace) {
        return false;
    }
}
