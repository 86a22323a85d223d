// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * Starts worker processes: siblings of this one that run the child's side of a workload or model.
 * Thread-safe.
 */
public interface Workers {

    /**
     * Starts a process and returns when it is ready.
     *
     * @throws TandemException.WorkerFailed when it cannot be started or ends before it is ready;
     *     the message has the command line and the last lines that it wrote to its standard error
     * @throws TandemException.Missing when the executable that was asked for is not there
     * @throws InterruptedException when interrupted while waiting; the process is then gone
     */
    Worker start(WorkerRequest request) throws InterruptedException;
}
