// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * The child's side of a workload or model that uses worker processes: its class implements this
 * interface too, and the child finds it by the id of the workload or model.
 */
public interface WorkerBody {

    /**
     * Runs in the child's main thread. The child exits with 0 when it returns and with another code
     * when it throws, which the parent sees with the stack trace. Ends when {@link
     * WorkerContext#receive} has nothing more.
     */
    void work(WorkerContext context) throws Exception;
}
