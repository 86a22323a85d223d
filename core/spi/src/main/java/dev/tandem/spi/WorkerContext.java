// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What reaches the child's side of a worker process. Thread-safe. */
public interface WorkerContext {

    List<String> arguments();

    /** Sends a message to {@link Worker#receive}. Blocks while the parent is behind. */
    void send(byte[] message);

    /** The next message of the parent; empty when it has closed its side or has gone. */
    Optional<byte[]> receive() throws InterruptedException;

    /** Tells what the calling thread has just done; shown among the events of the run. */
    void event(String text);

    /**
     * @throws TandemException.Usage when there is no such job in this executable
     */
    Job<?> job(String id);

    /** Starts worker processes of this worker's own, all of which are ended with it. */
    Workers workers();

    default void send(String message) {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The next message as text. */
    default Optional<String> receiveText() throws InterruptedException {
        return receive().map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
