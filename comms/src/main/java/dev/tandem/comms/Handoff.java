// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import com.lmax.disruptor.RingBuffer;
import dev.tandem.comms.exchange.Exchange;
import dev.tandem.comms.exchange.Figures;
import dev.tandem.comms.exchange.Measuring;
import dev.tandem.comms.exchange.Transport;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import org.HdrHistogram.Histogram;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;

/**
 * The same messages over seven queues, each in a process of its own. Look at how many a second each
 * hands over when nobody pauses, and at how long a message is on its way when they come at a fixed
 * rate: half of them, and the slowest of a hundred and of a thousand.
 *
 * <pre>{@code tandem run comms.handoff --variant many}</pre>
 */
final class Handoff implements Workload, WorkerBody {

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
    private static final Parameter<Duration> TIME =
            duration(
                    "time",
                    Duration.ofMillis(300),
                    Duration.ofMinutes(1),
                    "how long each queue is warmed up, and how long its throughput is measured then");
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
                    .with(MESSAGES, RATE, TIME, PARTIES)
                    .with(PARTIES_OF)
                    .with(COMPLETE, INCOMPLETE)
                    .teaches(LinkedTransferQueue.class, SynchronousQueue.class)
                    .teaches(MpmcAtomicArrayQueue.class, RingBuffer.class, Histogram.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int parties = context.make(PARTIES_OF);
        Bars throughput = Bars.of("million/s");
        List<List<Object>> latencies = new ArrayList<>();
        boolean complete = true;
        for (Transport transport : Transport.values()) {
            Figures figures = inAProcess(transport, parties, context);
            complete &= figures.complete();
            throughput = throughput.with(transport.title(), figures.millions());
            latencies.add(figures.row(transport));
            context.event("has measured " + transport.title());
        }
        return (complete ? COMPLETE : INCOMPLETE)
                .observed()
                .with("senders", parties)
                .with("receivers", parties)
                .with("throughput", throughput)
                .with("microseconds", table(latencies));
    }

    /** In one process, what the compiler has learnt of one queue would slow down the next. */
    private static Figures inAProcess(Transport transport, int parties, RunContext context)
            throws InterruptedException {
        var request =
                WorkerRequest.of(
                        SPEC.id(),
                        transport.name(),
                        Integer.toString(parties),
                        Integer.toString(context.get(MESSAGES) / parties),
                        Long.toString(1_000_000_000L * parties / context.get(RATE)),
                        Long.toString(context.get(TIME).toNanos()));
        try (Worker worker = context.workers().start(request)) {
            return Figures.of(worker.receiveText().orElseThrow());
        }
    }

    /** What a process does: it measures one queue. */
    @Override
    public void work(WorkerContext context) throws InterruptedException, ExecutionException {
        List<String> arguments = context.arguments();
        int parties = Integer.parseInt(arguments.get(1));
        try (Exchange exchange = new Exchange(parties)) {
            var measuring =
                    new Measuring(
                            exchange,
                            Transport.valueOf(arguments.get(0)),
                            parties,
                            Integer.parseInt(arguments.get(2)));
            long interval = Long.parseLong(arguments.get(3));
            long time = Long.parseLong(arguments.get(4));
            context.send(measuring.figures(interval, time).text());
        }
    }

    private static Table table(List<List<Object>> rows) {
        return new Table(List.of("queue", "50 %", "99 %", "99.9 %", "longest"), rows);
    }
}
