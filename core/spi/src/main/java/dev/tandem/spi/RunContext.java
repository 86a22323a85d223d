// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * All that reaches a workload from outside. Every method may be called from any thread of the run.
 */
public interface RunContext {

    Parameters parameters();

    /** The id of the variant that runs. */
    String variant();

    long seed();

    /**
     * A generator of its own for each stream: its values depend on the seed of the run and the
     * number of the stream alone, whatever the threads do. Ask once for each thread; a generator is
     * not to be shared.
     */
    RandomGenerator random(int stream);

    /**
     * Sleeps for the given time multiplied by the pace of the run: a pause that only makes the run
     * watchable. At pace 0 it returns at once, after checking for interruption.
     */
    void pause(Duration duration) throws InterruptedException;

    /** An empty folder of the run's own, created on first use and deleted after the run. */
    Path scratch();

    /** Tells what the calling thread has just done. */
    void event(String text);

    /**
     * Whether the run has been cancelled; for loops that never block. Interruption tells the same
     * to those that do.
     */
    boolean isCancelled();

    /** Starts worker processes, all of which are ended with the run. */
    Workers workers();

    default <T> T get(Parameter<T> parameter) {
        return parameters().get(parameter);
    }

    /** What is particular to the variant that runs, made anew. */
    default <T> T make(Variants<T> variants) {
        return variants.get(variant()).maker().apply(this);
    }
}
