// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Inheritable;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link InheritableThreadLocal}. A thread gets what its parent has at its start, not
 * at its creation.
 */
public class InheritableTaskLocal<T> extends TaskLocal<T> implements Inheritable {

    public InheritableTaskLocal() {}

    protected @Nullable T childValue(@Nullable T parentValue) {
        return parentValue;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final @Nullable Object inherited(@Nullable Object value) {
        return childValue((T) value);
    }
}
