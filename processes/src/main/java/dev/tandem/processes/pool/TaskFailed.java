// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

/** A call in a worker has thrown. The worker lives on; the call is not made again. */
public final class TaskFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remoteTrace;

    TaskFailed(String message, String remoteTrace) {
        super(message);
        this.remoteTrace = remoteTrace;
    }

    /** The stack trace as it was in the worker. */
    public String remoteTrace() {
        return remoteTrace;
    }
}
