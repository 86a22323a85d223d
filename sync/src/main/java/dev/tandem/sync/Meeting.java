// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Threads work for different times and meet at a barrier, which opens when the last has come. In
 * all variants but one the first of them dies on its way there: look at what becomes of the others.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         all-met  all-told  stranded
 * broken        0         0       100
 * reset         0        19        81
 * meet        100         0         0
 * fixed         0       100         0
 * </pre>
 *
 * <pre>{@code tandem run sync.barrier --variant reset}</pre>
 */
final class Meeting implements Workload {

    private static final String LESSON =
            """
            A barrier lets nobody pass before everybody has come. It counts arrivals and knows no
            threads, so it cannot see that one has died, and the others wait for it for ever. Who
            fails must break the barrier: then those who wait are told, and so is whoever comes
            later. reset is not enough, as it tells those who wait now and sets up the same trap for
            those who come later. A CyclicBarrier is broken for good by a party that is interrupted,
            or that has waited for as long as it wanted.
            """;

    private static final Parameter<Integer> PARTIES =
            integer("parties", 4, 2, 64, "how many threads meet");
    private static final Parameter<Duration> LONGEST =
            duration(
                    "longest",
                    Duration.ofMillis(4),
                    Duration.ofSeconds(10),
                    "how long a thread works before it comes, at most");

    private static final Label ALL_MET =
            acceptable("all-met", "all have passed, after the last one had come");
    private static final Label ALL_TOLD =
            acceptable("all-told", "one died, and all others were told that nobody will pass");
    private static final Label STRANDED =
            forbidden("stranded", "threads wait at the barrier for one that has died");
    private static final Label TOO_EARLY =
            forbidden("too-early", "a thread passed before the last one had come")
                    .unseen("the barrier counts the arrivals");

    /** What the first thread does for the others when it dies; or it does not die. */
    private enum Mishap {
        NONE,
        SILENT,
        RESET {
            @Override
            void announce(CyclicBarrier barrier) {
                barrier.reset();
            }
        },
        BREAK {
            // Who comes interrupted leaves the barrier broken.
            @Override
            void announce(CyclicBarrier barrier)
                    throws InterruptedException, BrokenBarrierException {
                Thread.currentThread().interrupt();
                barrier.await();
            }
        };

        void announce(CyclicBarrier barrier) throws InterruptedException, BrokenBarrierException {}
    }

    private static final Variants<Mishap> WAYS =
            Variants.of(
                    flawed("broken", "one dies and nobody is told", STRANDED, () -> Mishap.SILENT),
                    flawed(
                            "reset",
                            "one dies and resets the barrier, which tells those who wait then",
                            STRANDED,
                            () -> Mishap.RESET),
                    sound("meet", "nobody dies", () -> Mishap.NONE),
                    sound("fixed", "one dies and breaks the barrier", () -> Mishap.BREAK));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.barrier", "Four threads meet", LESSON)
                    .with(PARTIES, LONGEST)
                    .with(WAYS)
                    .with(ALL_MET, ALL_TOLD, STRANDED, TOO_EARLY)
                    .teaches(CyclicBarrier.class, BrokenBarrierException.class)
                    .notes("Barriers: four threads wait for one another")
                    .explorable(SYNC, PARTIES.at(3), LONGEST.at(Duration.ZERO))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Venue venue = new Venue(context);
        List<Party> parties =
                IntStream.range(0, context.get(PARTIES))
                        .mapToObj(i -> new Party(context, venue, i))
                        .toList();
        try (Crew crew = Crew.named("party-")) {
            parties.forEach(party -> crew.start(party::meet));
            while (!crew.join(LOOK_EVERY)) {
                // Those that run are counted first: one that ends in between makes them differ.
                int running = venue.running.get();
                if (running > 0 && venue.barrier.getNumberWaiting() == running) {
                    context.event(
                            "finds " + running + " waiting and nobody else alive; sends them home");
                    return observed(STRANDED, parties);
                }
            }
        }
        if (parties.stream().anyMatch(party -> party.fate == Fate.EARLY)) {
            return observed(TOO_EARLY, parties);
        }
        boolean met = parties.stream().allMatch(party -> party.fate == Fate.PASSED);
        return observed(met ? ALL_MET : ALL_TOLD, parties);
    }

    private static Outcome observed(Label label, List<Party> parties) {
        List<List<Object>> rows =
                parties.stream()
                        .map(party -> List.<Object>of(party.name(), party.fate.title))
                        .toList();
        return label.observed().with("parties", new Table(List.of("thread", "fate"), rows));
    }

    /** What has become of a thread. */
    private enum Fate {
        WORKING("works"),
        WAITING("waits"),
        PASSED("passed"),
        EARLY("passed too early"),
        TOLD("was told"),
        DEAD("died");

        private final String title;

        Fate(String title) {
            this.title = title;
        }
    }

    /** What the threads share. */
    private static final class Venue {
        private final int parties;
        private final CyclicBarrier barrier;
        private final AtomicInteger running;
        private final AtomicInteger arrived = new AtomicInteger();

        Venue(RunContext context) {
            parties = context.get(PARTIES);
            barrier = new CyclicBarrier(parties);
            running = new AtomicInteger(parties);
        }
    }

    private static final class Party {
        private final RunContext context;
        private final Venue venue;
        private final int number;
        private volatile Fate fate = Fate.WORKING;

        Party(RunContext context, Venue venue, int number) {
            this.context = context;
            this.venue = venue;
            this.number = number;
        }

        String name() {
            return "party-" + (number + 1);
        }

        void meet() throws InterruptedException {
            try {
                work();
                Mishap mishap = context.make(WAYS);
                if (number == 0 && mishap != Mishap.NONE) {
                    fate = Fate.DEAD;
                    context.event("dies");
                    mishap.announce(venue.barrier);
                } else {
                    waitForAll();
                }
            } catch (BrokenBarrierException e) {
                fate = Fate.TOLD;
                context.event("is told that the barrier is broken");
            } finally {
                venue.running.decrementAndGet();
            }
        }

        private void work() throws InterruptedException {
            RandomGenerator random = context.random(number);
            Thread.sleep(Duration.ofNanos(random.nextLong(context.get(LONGEST).toNanos() + 1)));
        }

        private void waitForAll() throws InterruptedException, BrokenBarrierException {
            fate = Fate.WAITING;
            context.event("comes to the barrier as number " + venue.arrived.incrementAndGet());
            venue.barrier.await();
            fate = venue.arrived.get() == venue.parties ? Fate.PASSED : Fate.EARLY;
            context.event("passes");
        }
    }
}
