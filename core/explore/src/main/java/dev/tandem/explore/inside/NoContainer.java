// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for what the JDK counts threads by that belong together: for observation from outside,
 * and in a structured scope to be told of their end.
 */
@SuppressWarnings("unused") // the parameters are those of the class it stands in for
public abstract class NoContainer extends NestedScope {

    protected NoContainer(boolean shared) {
        super(shared);
    }

    public @Nullable NoContainer parent() {
        return null;
    }

    public ScopedBindings.@Nullable Snapshot scopedValueBindings() {
        return null;
    }

    public @Nullable String name() {
        return null;
    }

    public long threadCount() {
        return threads().count();
    }

    public abstract Stream<Thread> threads();

    protected void onStart(Thread thread) {}

    protected void onExit(Thread thread) {}
}
