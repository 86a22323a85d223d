// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/** The rewritten {@code AbstractOwnableSynchronizer}: it tells which thread holds it. */
public interface OwnedTwin {

    @Nullable Thread tandemOwner();
}
