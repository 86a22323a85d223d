// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/** A key of {@link Task#locals} whose value a thread gets from the one that starts it. */
public interface Inheritable {

    /**
     * @param value the parent's
     * @return the child's
     */
    @Nullable Object inherited(@Nullable Object value);
}
