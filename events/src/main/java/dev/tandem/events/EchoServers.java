// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.echo.Answer;
import dev.tandem.events.echo.EchoServer;
import dev.tandem.events.echo.Load;
import dev.tandem.events.echo.Load.Measured;
import dev.tandem.events.echo.Serving;
import dev.tandem.events.limits.Descriptors;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/**
 * The same echo for a thousand clients, served in three ways. Look at the number of threads, at how
 * many lines a second come back when nobody pauses, and at how long a line takes when they come at
 * fixed times: half of them, and the slowest of a hundred and of a thousand.
 *
 * <pre>{@code tandem run events.echo-servers --variant virtual}</pre>
 */
final class EchoServers implements Workload {

    private static final String LESSON =
            """
            A connection that waits for its next line needs no thread, only somebody who notices
            when it has come. A loop is told by the system of all that are ready, in one call, and
            serves them in turn; its program has to keep what belongs to each connection by itself.
            With a thread for each the program is plain again, and the system, or for virtual
            threads the JVM, keeps it. To compare them, look at the slowest answers and not at the
            mean; and send lines at fixed times, or else a server that stands still is not sent the
            very lines that would have had to wait.
            """;

    private static final Parameter<Integer> CONNECTIONS =
            integer("connections", 1000, 1, 10_000, "how many clients stay connected");
    private static final Parameter<Integer> LINES =
            integer("lines", 10, 1, 100_000, "how many lines each of them sends in a round");
    private static final Parameter<Integer> BYTES =
            integer("bytes", 64, 16, 1024, "of a line, with its end");
    private static final Parameter<Integer> SHARE =
            integer("share", 50, 1, 100, "per cent of the throughput, where latency is measured");
    private static final Parameter<Integer> PORT =
            integer("port", 0, 0, 65_535, "where the server listens, 0 for any port");

    private static final Label ECHOED = acceptable("echoed", "every line came back to its client");
    private static final Label DROPPED =
            forbidden("dropped", "lines did not come back, their connection was closed")
                    .unseen("none of the servers closes a connection that keeps to the protocol");

    private static final Variants<Serving> SERVERS =
            Variants.of(
                    sound("loop", "one thread with a selector", () -> Serving.LOOP),
                    sound("virtual", "a virtual thread each", () -> Serving.VIRTUAL),
                    sound("platform", "a platform thread each", () -> Serving.PLATFORM));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.echo-servers", "Echo, served by a loop or by threads", LESSON)
                    .with(CONNECTIONS, LINES, BYTES, SHARE, PORT)
                    .with(SERVERS)
                    .with(ECHOED, DROPPED)
                    .teaches(Selector.class, ServerSocketChannel.class, Histogram.class)
                    .build();

    private static final double NANOS_A_SECOND = 1e9;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int connections = context.get(CONNECTIONS);
        int lines = context.get(LINES);
        Descriptors.own().check(CONNECTIONS, connections, 2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Answer answer =
                line -> {
                    threads.add(Thread.currentThread());
                    return line;
                };
        try (EchoServer server =
                        context.make(SERVERS)
                                .start(
                                        context.get(PORT),
                                        answer,
                                        failure -> context.event(failure.toString()));
                Load load = connect(server, context)) {
            // The first round is for the compiler of the JVM, and counts for completeness alone.
            Measured first = load.flood(lines);
            Measured flood = load.flood(lines);
            double interval = (double) flood.nanos() / flood.lines() * 100 / context.get(SHARE);
            context.event(
                    "has sent " + Count.of(flood.lines(), "line") + " as fast as they came back");
            Measured paced = load.paced(lines, interval);
            context.event("has sent " + Count.of(paced.lines(), "line") + " at fixed times");
            int lost = first.lost() + flood.lost() + paced.lost();
            return (lost == 0 ? ECHOED : DROPPED)
                    .observed()
                    .with("connections", connections)
                    .with("lines", 3L * first.lines())
                    .with("lost", lost)
                    .with("servingThreads", threads.size())
                    .with("linesPerSecond", Math.round(perSecond(flood)))
                    .with("pacedPerSecond", Math.round(NANOS_A_SECOND / interval))
                    .with("latency", bars(paced.latency()));
        }
    }

    private static Load connect(EchoServer server, RunContext context) throws Exception {
        context.event("listens at port " + server.address().getPort());
        return Load.connect(server.address(), context.get(CONNECTIONS), context.get(BYTES));
    }

    private static double perSecond(Measured measured) {
        return measured.lines() * NANOS_A_SECOND / measured.nanos();
    }

    private static Bars bars(Histogram nanos) {
        return Bars.of("µs")
                .with("50 %", nanos.getValueAtPercentile(50) / 1e3)
                .with("99 %", nanos.getValueAtPercentile(99) / 1e3)
                .with("99.9 %", nanos.getValueAtPercentile(99.9) / 1e3)
                .with("longest", nanos.getMaxValue() / 1e3);
    }
}
