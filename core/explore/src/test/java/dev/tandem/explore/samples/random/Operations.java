// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

/** Some of the operations of a {@link RandomProgram}. */
interface Operations {

    /**
     * Does one of them.
     *
     * @param me the number of the thread that does it
     * @param other a thread that it can be about
     * @param seen what this thread has read so far
     * @return what it has read now
     */
    int step(int me, int operation, Thread other, int seen) throws InterruptedException;
}
