// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The parent's side of a worker process. Messages are delivered in the order in which they were
 * sent; events of the child reach the events of the run by themselves. Closing ends the process, by
 * force if it must, and reaps it.
 */
public interface Worker extends AutoCloseable {

    ProcessHandle process();

    /** The command line that started it. */
    List<String> command();

    /**
     * Sends a message to {@link WorkerContext#receive}. Blocks while the child is behind.
     *
     * @throws TandemException.WorkerFailed when the child has gone
     */
    void send(byte[] message);

    /**
     * The next message of the child; empty when it has ended of itself and said all.
     *
     * @throws TandemException.WorkerFailed when the child failed, was killed or broke the protocol
     */
    Optional<byte[]> receive() throws InterruptedException;

    /** Says that nothing more will be sent, on which a well-behaved child ends. */
    void endInput();

    /**
     * Waits for the process to end.
     *
     * @return the exit code; 128 plus the number of the signal that killed it
     */
    int waitFor() throws InterruptedException;

    /** The last lines that the child wrote to its standard error. */
    String errorTail();

    @Override
    void close();

    default long pid() {
        return process().pid();
    }

    default void send(String message) {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The next message as text. */
    default Optional<String> receiveText() throws InterruptedException {
        return receive().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
