// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.events.limits.Descriptors;
import dev.tandem.events.web.Browsers;
import dev.tandem.events.web.Connection;
import dev.tandem.events.web.Delivery;
import dev.tandem.events.web.EventClient;
import dev.tandem.events.web.EventLog;
import dev.tandem.events.web.EventServer;
import dev.tandem.events.web.Lasting;
import dev.tandem.events.web.OneLoop;
import dev.tandem.events.web.Thermometer;
import dev.tandem.events.web.ThreadEach;
import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A web server sends events to clients as they happen. One of the clients hangs up after a few and
 * comes back when more have happened, and one is connected and never reads. Look at what each of
 * the others has received.
 *
 * <p>The variant {@code one-loop} writes to all of them from one loop; the call that writes to the
 * client who does not read does not return, once everything between the two is full. The variant
 * {@code live} begins with what happens next, also for a client who says where it left off.
 *
 * <p>Seen in 100 runs of each: {@code one-loop} stalled 100 times, {@code live} missed events 100
 * times, {@code thread-each} was always complete.
 *
 * <pre>{@code tandem run events.web --timeout 10m -p port=8080 -p stay=5m}</pre>
 *
 * <p>shows the page to a browser of this machine meanwhile.
 */
final class Web implements Workload {

    private static final String LESSON =
            """
            A server that tells many clients of events cannot know how fast they read. Writing to
            one waits when it does not, so a loop that writes to all must not wait for any; a thread
            each may. What they share is a log of the last events, in which each has its own place:
            nothing piles up for a client who is slow or gone, and one who comes back says which
            event it had last and is sent what it has missed, or is told how much of that is no
            longer there.
            """;

    private static final Parameter<Integer> CLIENTS =
            integer("clients", 3, 1, 200, "how many clients read all the time");
    private static final Parameter<Integer> EVENTS =
            integer("events", 100, 1, 100_000, "what happens after a client has stopped reading");
    private static final Parameter<Integer> KEPT =
            integer("kept", 500, 1, 100_000, "how many of the last events the server keeps");
    private static final Parameter<Duration> BEAT =
            duration(
                    "beat",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(1),
                    "the time from one event to the next");
    private static final Parameter<Integer> PORT =
            integer("port", 0, 0, 65_535, "where the server listens; 0 for a port that is free");
    private static final Parameter<Duration> STAY =
            duration(
                    "stay",
                    Duration.ZERO,
                    Duration.ofHours(1),
                    "how long events go on, two a second, so that a browser can watch");

    private static final Label COMPLETE =
            acceptable("complete", "every client that reads received every event once, in order");
    private static final Label TOLD =
            interesting("told", "a client came too late for some events, and was told how many");
    private static final Label STALLED =
            forbidden("stalled", "a client that does not read kept the events from those that do");
    private static final Label MISSED =
            forbidden("missed", "a client missed events, and nobody told it");
    private static final Label DISORDERED =
            forbidden("disordered", "a client received an event twice, or before an earlier one")
                    .unseen("each client has one place in one log, and it only goes up");

    private static final Variants<Function<EventLog, Delivery>> WAYS =
            Variants.of(
                    sound(
                            "thread-each",
                            "the thread of each request waits for its client",
                            () -> log -> new ThreadEach(log, true)),
                    flawed(
                            "one-loop",
                            "a loop writes to all clients, and waits for each",
                            STALLED,
                            () -> OneLoop::new),
                    flawed(
                            "live",
                            "a client that comes back gets what happens from then on",
                            MISSED,
                            () -> log -> new ThreadEach(log, false)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.web", "Server-sent events", LESSON)
                    .with(CLIENTS, EVENTS, KEPT, BEAT, PORT, STAY)
                    .with(WAYS)
                    .with(COMPLETE, TOLD, STALLED, MISSED, DISORDERED)
                    .teaches(HttpServer.class, HttpClient.class)
                    .notes("Event-driven programming")
                    .build();

    /** After so many events a client hangs up, and comes back after so many more. */
    private static final int BEFORE_LEAVING = 3;

    private static final int WHILE_AWAY = 3;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        // One returns and one does not read; this process has both ends of every connection.
        Descriptors.own().check(CLIENTS, context.get(CLIENTS) + 2, 2);
        EventLog log = new EventLog(context.get(KEPT));
        Delivery way = context.make(WAYS).apply(log);
        List<EventClient> clients = new ArrayList<>();
        boolean heldUp;
        try (Browsers browsers = new Browsers();
                Crew crew = Crew.virtual("other-")) {
            try (EventServer server = EventServer.start(context.get(PORT), log, way)) {
                context.event("serves " + server.page());
                Thread loop = crew.start("loop", way::run);
                EventClient idle = browsers.at(server.events());
                try (InputStream _ = idle.open().orElseThrow()) {
                    Connection toIdle = server.connections().getFirst();
                    for (int i = 0; i <= context.get(CLIENTS); i++) {
                        clients.add(browsers.at(server.events()));
                    }
                    List<Thread> readers = read(context, crew, clients, log);
                    var thermometer = new Thermometer(context, log, way);
                    Thread emitter =
                            crew.start(
                                    "emitter",
                                    () ->
                                            thermometer.emitAll(
                                                    toIdle,
                                                    context.get(EVENTS),
                                                    context.get(BEAT),
                                                    context.get(STAY)));
                    heldUp = awaitEnd(readers, emitter, way);
                    // What would be sent only because all is closed does not count.
                    loop.interrupt();
                    loop.join();
                }
            }
            // Who still waits for events has been told by the end of its connection.
            crew.join();
        }
        return judge(log, clients, heldUp)
                .observed()
                .with("happened", log.last())
                .with("loopHeldUp", heldUp)
                .with("clients", table(log, clients));
    }

    /** Starts a thread for each client; the last of them hangs up and comes back. */
    private static List<Thread> read(
            RunContext context, Crew crew, List<EventClient> clients, EventLog log) {
        List<Thread> threads = new ArrayList<>();
        for (EventClient client : clients.subList(0, clients.size() - 1)) {
            threads.add(
                    crew.start(
                            name(clients, threads.size()),
                            () -> {
                                client.receiveAll();
                                context.event(
                                        "has received " + Count.of(client.ids().size(), "event"));
                            }));
        }
        EventClient returning = clients.getLast();
        threads.add(
                crew.start(
                        name(clients, threads.size()),
                        () -> {
                            returning.receive(BEFORE_LEAVING);
                            context.event("hangs up after event " + returning.last());
                            log.next(returning.last() + WHILE_AWAY - 1);
                            context.event("comes back after event " + log.last());
                            returning.receiveAll();
                            context.event(
                                    "has received " + Count.of(returning.ids().size(), "event"));
                        }));
        return threads;
    }

    /**
     * Waits until every client has received all there is.
     *
     * @return whether that is in vain, because one of them keeps the others from it
     */
    private static boolean awaitEnd(List<Thread> readers, Thread emitter, Delivery way)
            throws InterruptedException {
        while (readers.stream().anyMatch(Thread::isAlive)) {
            if (!emitter.isAlive() && Lasting.isSeen(way::isHeldUp)) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    private static Label judge(EventLog log, List<EventClient> clients, boolean heldUp) {
        if (!clients.stream().map(EventClient::ids).allMatch(Web::ascend)) {
            return DISORDERED;
        }
        if (clients.stream().anyMatch(c -> c.ids().size() + c.missed() < log.last())) {
            return heldUp ? STALLED : MISSED;
        }
        return clients.stream().allMatch(c -> c.missed() == 0) ? COMPLETE : TOLD;
    }

    private static boolean ascend(List<Long> ids) {
        return ids.equals(ids.stream().distinct().sorted().toList());
    }

    private static Table table(EventLog log, List<EventClient> clients) {
        return new Table(
                List.of("client", "received", "told that it missed", "lacks"),
                IntStream.range(0, clients.size())
                        .mapToObj(i -> row(name(clients, i), clients.get(i), log.last()))
                        .toList());
    }

    private static List<Object> row(String name, EventClient client, long all) {
        int received = client.ids().size();
        return List.of(name, received, client.missed(), all - received - client.missed());
    }

    private static String name(List<EventClient> clients, int index) {
        return index == clients.size() - 1 ? "returning" : "client-" + (index + 1);
    }
}
