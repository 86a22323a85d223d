// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.comms.exchange.Exchange.Result;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExchangeTest {

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private static Result run(Channel channel, int parties, int each, long interval)
            throws Exception {
        try (Exchange exchange = new Exchange(parties)) {
            return exchange.run(channel, each, interval);
        }
    }

    @Test
    void aMessageThatIsSentLateWaitsFromWhenItWasDue() throws Exception {
        Channel slow = new Slow(new Channel.Sleeping(new ArrayBlockingQueue<>(1)));

        Result result = run(slow, 1, 20, MILLISECOND);

        // Each takes three times as long as there is until the next is due: the delays add up.
        assertThat(result.latency().getTotalCount()).isEqualTo(20);
        assertThat(result.latency().getMaxValue()).isGreaterThan(30 * MILLISECOND);
    }

    @Test
    void aLostMessageIsNoticed() throws Exception {
        Channel.Trying queue = new Channel.Trying(new ConcurrentLinkedQueue<>());
        Channel losing = new Losing(queue);

        assertThat(run(queue, 2, 10, 0).complete()).isTrue();
        assertThat(run(losing, 1, 10, 0).complete()).isFalse();
    }

    @Test
    void theRingGivesEveryReceiverItsTurns() throws Exception {
        Result result = run(new RingChannel(4, 3, 3), 3, 100, 0);

        assertThat(result.complete()).isTrue();
    }

    @Test
    void aReceiverThatIsInterruptedEndsTheExchange() {
        Channel queue = new Channel.Trying(new ConcurrentLinkedQueue<>());

        assertThatThrownBy(() -> run(new Interrupted(queue), 1, 10, 0))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void aReceiverThatFailsEndsTheSendersThatWaitForIt() {
        Channel full = new Channel.Sleeping(new ArrayBlockingQueue<>(1));

        assertThatThrownBy(() -> run(new Failing(full), 2, 10, 0))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no more");
    }

    /** Whoever receives from it fails. */
    private record Failing(Channel channel) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            channel.send(number);
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) {
            throw new IllegalStateException("no more");
        }
    }

    /** Whoever receives from it is interrupted, and whoever sends is not. */
    private record Interrupted(Channel channel) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            channel.send(number);
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
            throw new InterruptedException();
        }
    }

    /** Takes three milliseconds for every message. */
    private record Slow(Channel channel) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(3);
            channel.send(number);
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
            channel.receive(receiver, numbers);
        }
    }

    /** Loses every number that is even, and not the end. */
    private record Losing(Channel channel) implements Channel {

        @Override
        public void send(long number) throws InterruptedException {
            if (number % 2 != 0 || number == END) {
                channel.send(number);
            }
        }

        @Override
        public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
            channel.receive(receiver, numbers);
        }
    }
}
