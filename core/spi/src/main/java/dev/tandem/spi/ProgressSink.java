// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/** Told of progress, from any thread, concurrently; returns at once. */
@FunctionalInterface
public interface ProgressSink {

    ProgressSink NONE = parts -> {};

    /**
     * @param parts how many more parts are done
     */
    void advanced(int parts);
}
