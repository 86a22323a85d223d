// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/**
 * The rewritten {@code AbstractQueuedSynchronizer}: it tells its state and the ends of its queue.
 */
public interface QueuedTwin extends OwnedTwin {

    int tandemState();

    @Nullable Object tandemHead();

    @Nullable Object tandemTail();
}
