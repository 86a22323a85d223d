// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/**
 * The rewritten {@code AbstractQueuedSynchronizer}, or its sibling whose state is a {@code long}:
 * it tells its state and the ends of its queue.
 */
public interface QueuedTwin extends OwnedTwin {

    long tandemState();

    @Nullable Object tandemHead();

    @Nullable Object tandemTail();
}
