// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * One step of a run, as told by the thread that took it.
 *
 * @param nanos {@link System#nanoTime()} when the step was taken: one clock for all processes of a
 *     Linux machine
 * @param pid the process
 * @param thread the name of the thread
 */
public record Event(long nanos, long pid, String thread, String text) {

    /** Where events go. Called from any thread, concurrently; returns at once. */
    @FunctionalInterface
    public interface Sink {
        void accept(Event event);
    }
}
