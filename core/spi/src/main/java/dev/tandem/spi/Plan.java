// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * How a model would divide a job, told without running anything: what its time can be predicted
 * from.
 *
 * @param concurrency how many parts it has under way at the same time; at least 1
 */
public record Plan(Place place, int concurrency) {

    /** Where parts are computed, in ascending order of what that asks of a program. */
    public enum Place {
        /** In the thread that asks for them. */
        CALLER,
        /** In threads of this process. */
        THREADS,
        /** In calls of one thread that waits for many things at the same time. */
        LOOP,
        DEVICE,
        /** In other processes of this machine. */
        PROCESSES,
        /** In processes that may be on other machines. */
        MACHINES;

        /** Whether a part that ends its process leaves the one that asks for it alone. */
        public boolean isIsolated() {
            return this == PROCESSES || this == MACHINES;
        }
    }

    public Plan {
        if (concurrency < 1) {
            throw new IllegalArgumentException("a model has at least one part under way");
        }
    }
}
