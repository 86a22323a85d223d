// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import com.lmax.disruptor.RingBuffer;
import dev.tandem.comms.Exchange.Result;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import org.HdrHistogram.Histogram;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;

/**
 * The same messages over seven queues. Look at how many a second each hands over when nobody
 * pauses, and at how long a message is on its way when they come at a fixed rate: half of them, and
 * the slowest of a hundred and of a thousand.
 *
 * <pre>{@code tandem run comms.handoff --variant many}</pre>
 */
final class Handoff implements Workload {

    private static final String LESSON =
            """
            A queue that puts its threads to sleep costs a wake-up for whoever finds it empty, which
            takes longer than all else that it does. A queue that makes them try again costs a
            processor for each that tries, and is the fastest where there are processors to spare.
            An array that is written again and again makes no garbage. One sender and one receiver
            need no compare-and-set at all. Throughput says little about latency: measure both, at a
            rate that the queue can keep up with, and count the waiting of messages that could not
            be sent in time. What it comes to on this machine, nobody can say without measuring.
            """;

    private static final Parameter<Integer> MESSAGES =
            integer("messages", 20_000, 16, 10_000_000, "how many messages an exchange has");
    private static final Parameter<Integer> RATE =
            integer("rate", 50_000, 1, 10_000_000, "messages a second where latency is measured");
    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 3, 1, 1000, "how often throughput is measured; the median counts");
    private static final Parameter<Integer> PARTIES =
            integer("parties", 2, 2, 16, "how many send, and as many receive; one has one of each");

    private static final Label COMPLETE =
            acceptable("all-handed-over", "every message arrived, whichever way it went");
    private static final Label INCOMPLETE =
            forbidden("incomplete", "messages were lost or doubled on their way")
                    .unseen("a queue that does so would not be used by anybody");

    private static final Variants<Integer> PARTIES_OF =
            Variants.of(
                    sound("one", "one sender, one receiver", () -> 1),
                    sound("many", "several of each", context -> context.get(PARTIES)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.handoff", "What it costs to hand something over", LESSON)
                    .with(MESSAGES, RATE, ROUNDS, PARTIES)
                    .with(PARTIES_OF)
                    .with(COMPLETE, INCOMPLETE)
                    .teaches(LinkedTransferQueue.class, SynchronousQueue.class)
                    .teaches(MpmcAtomicArrayQueue.class, RingBuffer.class, Histogram.class)
                    .build();

    private static final int CAPACITY = 1024;

    /** The queues, those that put threads to sleep before those that do not. */
    private enum Kind {
        ARRAY_BLOCKING("ArrayBlockingQueue"),
        LINKED_BLOCKING("LinkedBlockingQueue"),
        LINKED_TRANSFER("LinkedTransferQueue"),
        SYNCHRONOUS("SynchronousQueue"),
        CONCURRENT_LINKED("ConcurrentLinkedQueue"),
        JCTOOLS("JCTools"),
        DISRUPTOR("Disruptor");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        private Channel open(int parties) {
            return switch (this) {
                case ARRAY_BLOCKING -> new Channel.Sleeping(new ArrayBlockingQueue<>(CAPACITY));
                case LINKED_BLOCKING -> new Channel.Sleeping(new LinkedBlockingQueue<>(CAPACITY));
                case LINKED_TRANSFER -> new Channel.Sleeping(new LinkedTransferQueue<>());
                case SYNCHRONOUS -> new Channel.Sleeping(new SynchronousQueue<>());
                case CONCURRENT_LINKED -> new Channel.Trying(new ConcurrentLinkedQueue<>());
                case JCTOOLS ->
                        new Channel.Trying(
                                parties == 1
                                        ? new SpscAtomicArrayQueue<>(CAPACITY)
                                        : new MpmcAtomicArrayQueue<>(CAPACITY));
                case DISRUPTOR -> new RingChannel(CAPACITY, parties, parties);
            };
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int parties = context.make(PARTIES_OF);
        int each = context.get(MESSAGES) / parties;
        long interval = 1_000_000_000L * parties / context.get(RATE);
        Bars throughput = Bars.of("million/s");
        List<List<Object>> latencies = new ArrayList<>();
        boolean complete = true;
        for (Kind kind : Kind.values()) {
            // The first is for the compiler of the JVM, and counts for nothing but completeness.
            complete &= exchange(kind, parties, each, 0).complete();
            double[] perNano = new double[context.get(ROUNDS)];
            for (int round = 0; round < perNano.length; round++) {
                Result result = exchange(kind, parties, each, 0);
                complete &= result.complete();
                perNano[round] = (double) each * parties / result.nanos();
            }
            Arrays.sort(perNano);
            throughput = throughput.with(kind.title, 1000 * perNano[perNano.length / 2]);
            Result paced = exchange(kind, parties, each, interval);
            complete &= paced.complete();
            latencies.add(row(kind, paced.latency()));
            context.event("has measured " + kind.title);
        }
        return (complete ? COMPLETE : INCOMPLETE)
                .observed()
                .with("senders", parties)
                .with("receivers", parties)
                .with("throughput", throughput)
                .with("microseconds", table(latencies));
    }

    private static Result exchange(Kind kind, int parties, int each, long interval)
            throws InterruptedException, ExecutionException {
        return new Exchange(kind.open(parties), parties, parties).run(each, interval);
    }

    private static List<Object> row(Kind kind, Histogram nanos) {
        return List.of(
                kind.title,
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getMaxValue() / 1e3);
    }

    private static Table table(List<List<Object>> rows) {
        return new Table(List.of("queue", "50 %", "99 %", "99.9 %", "longest"), rows);
    }
}
