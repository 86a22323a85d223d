// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import dev.tandem.spi.Crew;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * One exchange of messages over a channel, with a clock.
 *
 * <p>With a rate, each message is sent at a moment that was fixed beforehand, and what is measured
 * is the time from that moment to its arrival, whether or not the sender was held up. To measure
 * from when it was really sent would leave out the waiting of just those messages that waited
 * longest, which is known as coordinated omission.
 */
public final class Exchange {

    /**
     * @param nanos from the first message sent to the last one received
     * @param latency of every message, in nanoseconds; empty where there was no rate
     * @param complete whether as many arrived as were sent, with the same sum
     */
    public record Result(long nanos, Histogram latency, boolean complete) {}

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    /** How long a thread that parks may oversleep: for as long it tries before the moment comes. */
    private static final long SLACK = TimeUnit.MICROSECONDS.toNanos(200);

    private final Channel channel;
    private final int senders;
    private final int receivers;

    public Exchange(Channel channel, int senders, int receivers) {
        this.channel = channel;
        this.senders = senders;
        this.receivers = receivers;
    }

    /** What one thread has done: when it began or ended, how many messages, and their sum. */
    private record Part(long moment, long count, long sum) {}

    /**
     * @param each how many messages each sender sends
     * @param interval nanoseconds between two messages of one sender; 0 to send without a pause and
     *     without a look at the clock, which would take longer than many a queue
     */
    public Result run(int each, long interval) throws InterruptedException, ExecutionException {
        Histogram latency = new Histogram(LONGEST, DIGITS);
        Part[] received = new Part[receivers];
        List<Part> sent;
        AtomicInteger atWork = new AtomicInteger(senders);
        try (Crew receiving = Crew.named("receiver-");
                Crew sending = Crew.named("sender-")) {
            for (int i = 0; i < receivers; i++) {
                int receiver = i;
                receiving.start(
                        () -> received[receiver] = receive(receiver, interval > 0, latency));
            }
            sent = sending.gather(senders, _ -> send(each, interval, atWork));
            receiving.join();
        }
        List<Part> arrived = Arrays.stream(received).filter(Objects::nonNull).toList();
        if (arrived.size() < receivers) {
            throw new InterruptedException("a receiver was interrupted before the end");
        }
        long begin = sent.stream().mapToLong(Part::moment).min().orElseThrow();
        long end = arrived.stream().mapToLong(Part::moment).max().orElseThrow();
        boolean complete = count(sent) == count(arrived) && sum(sent) == sum(arrived);
        return new Result(end - begin, latency, complete);
    }

    /** The last to have sent all sends the end: a thread that waits for that would come late. */
    private Part send(int each, long interval, AtomicInteger atWork) throws InterruptedException {
        long begin = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < each; i++) {
            long due = begin + i * Math.max(interval, 1);
            if (interval > 0) {
                await(due);
            }
            channel.send(due);
            sum += due;
        }
        if (atWork.decrementAndGet() == 0) {
            for (int i = 0; i < receivers; i++) {
                channel.send(Channel.END);
            }
        }
        return new Part(begin, each, sum);
    }

    private static void await(long due) throws InterruptedException {
        int tries = 0;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > 2 * SLACK) {
                LockSupport.parkNanos(left - SLACK);
            }
            Patience.afterTry(tries++);
        }
    }

    private Part receive(int receiver, boolean timed, Histogram all) throws InterruptedException {
        Tally mine = new Tally();
        if (timed) {
            Histogram latency = new Histogram(LONGEST, DIGITS);
            channel.receive(
                    receiver,
                    due -> {
                        latency.recordValue(Math.clamp(System.nanoTime() - due, 0, LONGEST));
                        mine.accept(due);
                    });
            synchronized (all) {
                all.add(latency);
            }
        } else {
            channel.receive(receiver, mine);
        }
        return new Part(System.nanoTime(), mine.count, mine.sum);
    }

    private static final class Tally implements LongConsumer {
        private long count;
        private long sum;

        @Override
        public void accept(long number) {
            count++;
            sum += number;
        }
    }

    private static long count(List<Part> parts) {
        return parts.stream().mapToLong(Part::count).sum();
    }

    private static long sum(List<Part> parts) {
        return parts.stream().mapToLong(Part::sum).sum();
    }
}
