// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * A job that is open: its parts can be computed, in any order and concurrently.
 *
 * @param <R> the result of one part
 */
public interface Work<R> extends AutoCloseable {

    /** The number of parts; at least 1. */
    int size();

    /**
     * Computes one part. Depends on nothing but the parameters, the seed and the index; threads may
     * compute different parts at the same time.
     *
     * @param index from 0 to {@code size() - 1}
     * @throws InterruptedException when interrupted while waiting for something outside
     */
    R part(int index) throws Exception;

    /**
     * A hash of a result: equal for equal results, and for results within the tolerance that the
     * job states.
     */
    long digest(R result);

    /**
     * The parameters from which another process opens work with the same parts: as given, plus what
     * opening has added.
     */
    Parameters parameters();

    default long digestOf(int index) throws Exception {
        return digest(part(index));
    }

    /** Ends what {@link Job#open} started. */
    @Override
    default void close() {}
}
