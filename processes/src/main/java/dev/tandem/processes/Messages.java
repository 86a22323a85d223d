// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import java.util.Optional;

/** What comes through a pipe until the other side has no more to say. */
final class Messages {

    /** Either side's {@code receive} or {@code receiveText}. */
    @FunctionalInterface
    interface Source<T> {
        /** The next message; empty at the end. */
        Optional<T> next() throws InterruptedException;
    }

    /** What is done with a message. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T message) throws InterruptedException;
    }

    private Messages() {}

    /** Takes each message as it comes, and returns at the end. */
    static <T> void each(Source<T> source, Taker<T> taker) throws InterruptedException {
        for (Optional<T> next = source.next(); next.isPresent(); next = source.next()) {
            taker.take(next.get());
        }
    }
}
