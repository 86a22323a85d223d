// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * Exchanges of messages over channels, one after another, with a clock.
 *
 * <p>With a rate, each message is sent at a moment that was fixed beforehand, and what is measured
 * is the time from that moment to its arrival, whether or not the sender was held up. To measure
 * from when it was really sent would leave out the waiting of just those messages that waited
 * longest, which is known as coordinated omission.
 */
public final class Exchange implements AutoCloseable {

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

    private final int parties;
    private final ExecutorService threads;

    /**
     * @param parties how many send, and as many receive
     */
    public Exchange(int parties) {
        this.parties = parties;
        this.threads =
                Executors.newFixedThreadPool(
                        2 * parties, Thread.ofPlatform().name("exchange-", 1).factory());
    }

    /** What one thread has done: when it began or ended, how many messages, and their sum. */
    private record Part(long moment, long count, long sum) {}

    /**
     * One exchange, by threads that are there already.
     *
     * @param channel an empty one, which is good for one exchange
     * @param each how many messages each sender sends
     * @param interval nanoseconds between two messages of one sender; 0 to send without a pause and
     *     without a look at the clock, which would take longer than many a queue
     */
    public Result run(Channel channel, int each, long interval)
            throws InterruptedException, ExecutionException {
        Histogram latency = new Histogram(LONGEST, DIGITS);
        AtomicInteger atWork = new AtomicInteger(parties);
        var ended = new ExecutorCompletionService<Part>(threads);
        List<Future<Part>> received = new ArrayList<>();
        List<Future<Part>> sent = new ArrayList<>();
        for (int i = 0; i < parties; i++) {
            int receiver = i;
            received.add(ended.submit(() -> receive(channel, receiver, interval > 0, latency)));
        }
        for (int i = 0; i < parties; i++) {
            sent.add(ended.submit(() -> send(channel, each, interval, atWork)));
        }
        try {
            for (int i = 0; i < 2 * parties; i++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interruption) {
                throw interruption;
            }
            throw e;
        } finally {
            received.forEach(part -> part.cancel(true));
            sent.forEach(part -> part.cancel(true));
        }
        List<Part> from = sent.stream().map(Future::resultNow).toList();
        List<Part> to = received.stream().map(Future::resultNow).toList();
        long begin = from.stream().mapToLong(Part::moment).min().orElseThrow();
        long end = to.stream().mapToLong(Part::moment).max().orElseThrow();
        boolean complete = count(from) == count(to) && sum(from) == sum(to);
        return new Result(end - begin, latency, complete);
    }

    /** Waits for the threads, which nobody needs any more. */
    @Override
    public void close() {
        threads.close();
    }

    /** The last to have sent all sends the end: a thread that waits for that would come late. */
    private Part send(Channel channel, int each, long interval, AtomicInteger atWork)
            throws InterruptedException {
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
            for (int i = 0; i < parties; i++) {
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

    private static Part receive(Channel channel, int receiver, boolean timed, Histogram all)
            throws InterruptedException {
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
