// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands numbers over from threads that send to threads that receive. Each number goes to one
 * receiver.
 */
public interface Channel {

    /** Sent once for each receiver, behind all else. */
    long END = Long.MIN_VALUE;

    /** Hands a number over, waiting for room if need be. */
    void send(long number) throws InterruptedException;

    /**
     * Takes numbers until the end. Called once by each receiver.
     *
     * @param receiver from 0
     */
    void receive(int receiver, LongConsumer numbers) throws InterruptedException;

    /** Those who cannot go on are put to sleep and woken by the queue. */
    record Sleeping(BlockingQueue<Long> queue) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            queue.put(number);
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
            for (long number = queue.take(); number != END; number = queue.take()) {
                numbers.accept(number);
            }
        }
    }

    /** Those who cannot go on try again and again. */
    record Trying(Queue<Long> queue) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            Long boxed = number;
            for (int tries = 0; !queue.offer(boxed); tries++) {
                Patience.afterTry(tries);
            }
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
            int tries = 0;
            while (true) {
                @Nullable Long number = queue.poll();
                if (number == null) {
                    Patience.afterTry(tries++);
                } else if (number == END) {
                    return;
                } else {
                    tries = 0;
                    numbers.accept(number);
                }
            }
        }
    }
}
