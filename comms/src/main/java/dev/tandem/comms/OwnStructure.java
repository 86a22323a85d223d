// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Producers and consumers share a {@link Buffer}, a structure of one's own. Look at whether its
 * invariant has held after every step, and explore it: a run can only say that it has held so far.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          invariant-kept  invariant-broken  deadlock
 * if                    0               100         0
 * notify                0                 0       100
 * split                 0               100         0
 * fixed               100                 0         0
 * </pre>
 *
 * <pre>{@code tandem explore comms.own-structure --variant notify}</pre>
 */
final class OwnStructure implements Workload {

    private static final String LESSON =
            """
            A structure that threads share has an invariant: something that is true whenever nobody
            is inside. Say what it is, guard all that it speaks of by one monitor, and let go of the
            monitor only when it holds. Three mistakes are as old as monitors. To look once before
            waiting, and not again after: what one was woken for can be gone. To wake one of those
            who wait, when they wait for different things: it may be the wrong one, and the right
            one sleeps on. To look in one critical section and act in the next: what was seen is no
            longer true. All three pass most tests; a search of all schedules finds each.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 2, 1, 16, "how many threads put");
    private static final Parameter<Integer> CONSUMERS =
            integer("consumers", 3, 1, 16, "how many threads take");
    private static final Parameter<Integer> ITEMS =
            integer("items", 200, 1, 10_000, "how many each producer puts for each consumer");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 1, 1, 10_000, "how many items the buffer holds");

    private static final Label KEPT =
            acceptable("invariant-kept", "it held after every step; each item was taken once");
    private static final Label BROKEN =
            forbidden("invariant-broken", "the buffer had more in it than it holds, or a debt");
    private static final Label DEADLOCK =
            forbidden("deadlock", "everybody waits to be woken by somebody else");
    private static final Label NOT_ONCE =
            forbidden("not-once", "the invariant held, and an item was lost or doubled")
                    .unseen("it follows from the invariant that each item is taken once");

    /** Makes the buffer of a variant. */
    private interface Maker {
        Buffer of(int capacity, Film film);
    }

    private static final Variants<Maker> WAYS =
            Variants.of(
                    flawed("if", "looks once", BROKEN, () -> Buffer.LooksOnce::new),
                    flawed("notify", "wakes one", DEADLOCK, () -> Buffer.WakesOne::new),
                    flawed("split", "lets go in between", BROKEN, () -> Buffer.LetsGo::new),
                    sound("fixed", "while, notifyAll, one monitor", () -> Buffer.Right::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.own-structure", "A structure of one's own", LESSON)
                    .with(PRODUCERS, CONSUMERS, ITEMS, CAPACITY, FRAMES)
                    .with(WAYS)
                    .with(KEPT, BROKEN, DEADLOCK, NOT_ONCE)
                    .teaches(Object.class)
                    .notes("Defining your own thread-safe communication structures")
                    .explorable(
                            SYNC,
                            PRODUCERS.at(1),
                            CONSUMERS.at(2),
                            ITEMS.at(1),
                            CAPACITY.at(1),
                            FRAMES.at(0))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** In an image who has been notified may still seem to wait until it has the monitor again. */
    private static final int LOOKS = 5;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Film film = new Film(context);
        Buffer buffer = context.make(WAYS).of(context.get(CAPACITY), film);
        int producers = context.get(PRODUCERS);
        int consumers = context.get(CONSUMERS);
        int each = context.get(ITEMS);
        int[][] taken = new int[consumers][each * producers];
        try (Crew crew = Crew.named("thread-")) {
            for (int i = 0; i < consumers; i++) {
                int[] mine = taken[i];
                crew.start("consumer-" + (i + 1), () -> take(buffer, mine));
            }
            for (int i = 0; i < producers; i++) {
                int first = i * each * consumers;
                crew.start(
                        "producer-" + (i + 1), () -> put(buffer, first, first + each * consumers));
            }
            context.event("has started " + Count.of(producers + consumers, "thread"));
            int looks = 0;
            while (!crew.join(LOOK_EVERY)) {
                looks = allWait(buffer, crew.threads()) ? looks + 1 : 0;
                if (looks == LOOKS) {
                    return DEADLOCK.observed()
                            .with("waiting", waiting(crew.threads()))
                            .with("buffer", film.picture());
                }
            }
        }
        int items = producers * consumers * each;
        List<Integer> all = List.of(taken).stream().flatMapToInt(IntStream::of).boxed().toList();
        boolean once = all.stream().sorted().toList().equals(range(items));
        int violations = buffer.violations();
        return (violations > 0 ? BROKEN : once ? KEPT : NOT_ONCE)
                .observed()
                .with("items", items)
                .with("violations", violations)
                .with("lost", items - all.stream().distinct().count())
                .with("buffer", film.picture());
    }

    private static void put(Buffer buffer, int from, int to) throws InterruptedException {
        for (int item = from; item < to; item++) {
            buffer.put(item);
        }
    }

    private static void take(Buffer buffer, int[] mine) throws InterruptedException {
        for (int i = 0; i < mine.length; i++) {
            mine[i] = buffer.take();
        }
    }

    /**
     * Whether those who still run all wait to be notified. Nobody can be notified while the monitor
     * is held, and whoever has been notified before waits for the monitor, which is another state.
     */
    private static boolean allWait(Buffer buffer, Collection<Thread> threads) {
        synchronized (buffer) {
            List<Thread> running = threads.stream().filter(Thread::isAlive).toList();
            return !running.isEmpty() && waiting(running).size() == running.size();
        }
    }

    private static List<String> waiting(Collection<Thread> threads) {
        return threads.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .map(Thread::getName)
                .toList();
    }

    private static List<Integer> range(int items) {
        return IntStream.range(0, items).boxed().toList();
    }
}
