// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the JDK's registry entry of an executor, which only serves observation from
 * outside.
 */
@SuppressWarnings("unused") // the parameters are those of the class it stands in for
public abstract class NoContainer {

    protected NoContainer(boolean shared) {}

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
