// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What reaches the child's side of a worker process. Thread-safe. */
public interface WorkerContext {

    /**
     * Thrown by the body of a worker to end its main thread alone. A worker whose body returns
     * exits at once, whatever threads it has; one that throws this is left to its other threads, as
     * any program is: it ends with the last of them that is no daemon, and its exit code is 1.
     */
    final class EndOfMain extends Error {
        private static final long serialVersionUID = 1L;

        public EndOfMain() {
            super("the main thread has ended", null, false, false);
        }
    }

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
