// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

/** What code that is not rewritten itself can do in an execution. */
public interface Stage {

    /** Starts a thread of the program, for which the execution does not wait. */
    void start(String name, Runnable body);

    /** The thread that runs. */
    Thread current();

    /** A point of choice, which is shown as what the running thread is about to do. */
    void about(String operation);

    /** The running thread calls an operation, and sees which ones have returned. */
    void calls();

    /** The operation that the running thread has called returns. */
    void returns();

    /** Whether one of the threads could take the next step. */
    boolean canGoOn(Thread thread);

    /** Waits until no other thread can go on. */
    void awaitQuiescence();
}
