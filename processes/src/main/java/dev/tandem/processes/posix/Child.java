// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.posix;

import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;

/**
 * A forked child. It is reaped once: from then on its number may be that of any other process, so
 * it is neither waited for nor killed again. Used by the thread that forked it.
 */
public final class Child implements AutoCloseable {

    private final int pid;
    private final IntUnaryOperator reap;
    private final IntConsumer kill;
    private OptionalInt status = OptionalInt.empty();

    /**
     * @param reap waits for the process with this number to end
     * @param kill ends it
     */
    Child(int pid, IntUnaryOperator reap, IntConsumer kill) {
        this.pid = pid;
        this.reap = reap;
        this.kill = kill;
    }

    public int pid() {
        return pid;
    }

    /**
     * Waits for the child to end and reaps it.
     *
     * @return its exit code, or 128 plus the number of the signal that killed it
     */
    public int waitFor() {
        if (status.isEmpty()) {
            status = OptionalInt.of(reap.applyAsInt(pid));
        }
        return status.getAsInt();
    }

    /** Kills and reaps the child, unless that has been done. */
    @Override
    public void close() {
        if (status.isEmpty()) {
            kill.accept(pid);
            waitFor();
        }
    }
}
