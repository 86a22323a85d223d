// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients share a few connections, guarded by a semaphore. One client has a fault: it gives its
 * permit back twice. Look at the permits that there are in the end, and at how many were connected
 * at once.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         refused  refused-to-others  accepted
 * broken        0                  0       100
 * fixed         0                100         0
 * </pre>
 *
 * <pre>{@code tandem run sync.bounded-semaphore --variant broken}</pre>
 */
final class ConnectionPool implements Workload {

    private static final String LESSON =
            """
            A semaphore guards a resource of which there is only so much, such as connections. It
            does not look who gives a permit back, nor whether there was one to give: every release
            adds a permit, so one release too many lets one client too many in, for good, and the
            resource fails far from the fault. A bounded semaphore refuses what would exceed the
            permits that it began with. That finds the fault, and not always where it is: while
            others have permits, a release too many passes for one of theirs, and theirs is refused.
            """;

    private static final Parameter<Integer> CONNECTIONS =
            integer("connections", 2, 1, 1000, "how many clients may be connected at once");
    private static final Parameter<Integer> CLIENTS =
            integer("clients", 6, 2, 1000, "how many threads want to be");
    private static final Parameter<Integer> TIMES =
            integer("times", 5, 1, 100_000, "how often each connects");
    private static final Parameter<Duration> USE =
            duration("use", Duration.ofMillis(1), Duration.ofSeconds(10), "how long it stays");

    private static final Label REFUSED =
            acceptable("refused", "each release too many was refused to the client that made it");
    private static final Label REFUSED_TO_OTHERS =
            interesting(
                    "refused-to-others",
                    "a release too many passed for another's, whose own was refused");
    private static final Label ACCEPTED =
            forbidden("accepted", "the semaphore has more permits than there are connections");

    private static final Variants<Permits> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a plain semaphore",
                            ACCEPTED,
                            context -> new Permits.Plain(context.get(CONNECTIONS))),
                    sound(
                            "fixed",
                            "a bounded semaphore",
                            context -> new Permits.Bounded(context.get(CONNECTIONS))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.bounded-semaphore", "A release too many", LESSON)
                    .with(CONNECTIONS, CLIENTS, TIMES, USE)
                    .with(WAYS)
                    .with(REFUSED, REFUSED_TO_OTHERS, ACCEPTED)
                    .teaches(Semaphore.class)
                    .notes("Bounded semaphores: a ValueError when one is released too often")
                    .explorable(
                            SYNC,
                            CONNECTIONS.at(1),
                            CLIENTS.at(2),
                            TIMES.at(1),
                            USE.at(Duration.ZERO))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Permits permits = context.make(WAYS);
        Clients clients = new Clients(context, permits);
        try (Crew crew = Crew.named("client-")) {
            crew.together(context.get(CLIENTS), clients::connect);
        }
        int connections = context.get(CONNECTIONS);
        return judge(clients, permits.availablePermits() > connections)
                .observed()
                .with("refusedToTheCareless", clients.refusedToCareless.get())
                .with("refusedToOthers", clients.refusedToOthers.get())
                .with(
                        "bound",
                        Bars.of("")
                                .with("connections", connections)
                                .with("permits at the end", permits.availablePermits())
                                .with("most connected at once", clients.most.get()));
    }

    private static Label judge(Clients clients, boolean tooMany) {
        if (tooMany) {
            return ACCEPTED;
        }
        return clients.refusedToOthers.get() == 0 ? REFUSED : REFUSED_TO_OTHERS;
    }

    private static final class Clients {

        private static final int CARELESS = 0;

        private final RunContext context;
        private final Permits permits;
        private final AtomicInteger connected = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger refusedToCareless = new AtomicInteger();
        private final AtomicInteger refusedToOthers = new AtomicInteger();

        Clients(RunContext context, Permits permits) {
            this.context = context;
            this.permits = permits;
        }

        void connect(int client) throws InterruptedException {
            for (int i = 0; i < context.get(TIMES); i++) {
                permits.acquire();
                try {
                    most.accumulateAndGet(connected.incrementAndGet(), Math::max);
                    Thread.sleep(context.get(USE));
                    connected.decrementAndGet();
                } finally {
                    giveBack(client);
                }
                if (client == CARELESS) {
                    context.event("gives its permit back a second time");
                    giveBack(client);
                }
            }
            context.event("has been connected " + Count.of(context.get(TIMES), "time"));
        }

        private void giveBack(int client) {
            try {
                permits.release();
            } catch (IllegalStateException e) {
                (client == CARELESS ? refusedToCareless : refusedToOthers).incrementAndGet();
                context.event("is refused: " + e.getMessage());
            }
        }
    }
}
