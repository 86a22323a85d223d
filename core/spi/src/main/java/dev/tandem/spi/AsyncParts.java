// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.concurrent.CompletionStage;

/**
 * Parts that are all under way at the same time and go on in the calls of one loop.
 *
 * @param <R> the result of one part
 */
public interface AsyncParts<R> extends AutoCloseable {

    /**
     * Begins a part and returns at once. Called by the loop.
     *
     * @param index from 0 to {@code size() - 1}
     * @return what {@link Work#part} would return or throw; completed by the loop
     */
    CompletionStage<R> begin(int index);

    /**
     * Gives up what is under way, and waits until it has ended. Called by another thread than the
     * loop's. Channels that are registered with the loop are closed with it.
     */
    @Override
    default void close() {}
}
