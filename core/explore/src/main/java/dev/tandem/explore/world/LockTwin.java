// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** The rewritten {@code ReentrantLock}. */
public interface LockTwin {

    /** The synchroniser in which the lock keeps its owner and its queue. */
    Object tandemSync();

    boolean isFair();
}
