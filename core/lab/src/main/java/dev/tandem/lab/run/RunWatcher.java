// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Event;

/** Hears a run as it happens. */
@FunctionalInterface
public interface RunWatcher extends Event.Sink {

    /**
     * Called before any event.
     *
     * @param nanos {@link System#nanoTime()} when the run begins, from which its times are counted
     */
    default void begins(long nanos) {}
}
