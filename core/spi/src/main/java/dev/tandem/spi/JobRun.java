// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * A job about to be run by a model.
 *
 * @param seed the seed that the work was opened with
 */
public record JobRun<R>(JobSpec spec, long seed, Work<R> work) {

    /** The job's id, from which another process finds it. */
    public String id() {
        return spec.id();
    }

    public int size() {
        return work.size();
    }
}
