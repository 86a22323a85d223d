// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
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
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Producers and consumers that are not equally fast, with a small queue between them. Look at who
 * waits, and for how long; and at who waits when the last producer has gone.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          all-taken  waits-for-ever
 * broken           0             100
 * full           100               0
 * empty          100               0
 * </pre>
 *
 * <pre>{@code tandem run comms.full-empty --variant empty}</pre>
 */
final class FullEmpty implements Workload {

    private static final String LESSON =
            """
            A bounded queue makes the faster side wait for the slower one. Where consumers are slow
            it is full most of the time, and producers wait in put; where producers are slow it is
            empty, and consumers wait in take. A larger queue does not change that, it only evens
            out what goes up and down. And nobody is woken by the end: a consumer that waits for an
            element that nobody will put waits for ever. So the end has to come through the queue
            too, once for each consumer.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 2, 1, 64, "how many threads put");
    private static final Parameter<Integer> CONSUMERS =
            integer("consumers", 2, 1, 64, "how many threads take");
    private static final Parameter<Integer> ITEMS =
            integer("items", 8, 1, 100_000, "how many each producer puts");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 3, 1, 100_000, "how many items the queue holds");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10),
                    "how long the fast side works on an item; the other one four times as long");

    private static final Label ALL_TAKEN =
            acceptable("all-taken", "every item was taken, and everybody came to an end");
    private static final Label FOR_EVER =
            forbidden(
                    "waits-for-ever", "a consumer waits, the queue is empty and no producer left");

    /** How much longer than the fast side each side takes, and whether the end is told. */
    private record Way(int producing, int consuming, boolean end) {}

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed("broken", "nobody tells the end", FOR_EVER, () -> new Way(1, 1, false)),
                    sound("full", "the consumers are slow", () -> new Way(1, 4, true)),
                    sound("empty", "the producers are slow", () -> new Way(4, 1, true)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.full-empty", "Who waits, and for how long", LESSON)
                    .with(PRODUCERS, CONSUMERS, ITEMS, CAPACITY, WORK, FRAMES)
                    .with(WAYS)
                    .with(ALL_TAKEN, FOR_EVER)
                    .teaches(BlockingQueue.class, ArrayBlockingQueue.class)
                    .notes("Queue objects: full and empty queues")
                    .explorable(
                            SYNC,
                            PRODUCERS.at(1),
                            CONSUMERS.at(2),
                            ITEMS.at(1),
                            CAPACITY.at(1),
                            WORK.at(Duration.ZERO),
                            FRAMES.at(0))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int END = 0;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        Line line = new Line(context, way);
        int producers = context.get(PRODUCERS);
        int consumers = context.get(CONSUMERS);
        long[] put = new long[producers];
        long[] took = new long[consumers];
        try (Crew consuming = Crew.named("consumer-");
                Crew producing = Crew.named("producer-")) {
            for (int i = 0; i < consumers; i++) {
                int consumer = i;
                consuming.start(() -> took[consumer] = line.consume());
            }
            producing.together(producers, i -> put[i] = line.produce());
            if (way.end()) {
                for (int i = 0; i < consumers; i++) {
                    line.queue.put(END);
                }
            }
            while (!consuming.join(LOOK_EVERY)) {
                if (line.queue.isEmpty() && allWait(consuming.threads())) {
                    return FOR_EVER.observed()
                            .with("waiting", consumers)
                            .with("queue", line.film.picture());
                }
            }
        }
        return ALL_TAKEN
                .observed()
                .with("waited", bars(put, took))
                .with("queue", line.film.picture());
    }

    /**
     * Quiescence: nobody is left who would put, and whoever takes waits. Those who have found the
     * end wait for nothing after it.
     */
    private static boolean allWait(Collection<Thread> threads) {
        return threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
    }

    private static Bars bars(long[] put, long[] took) {
        Bars bars = Bars.of("ms");
        for (int i = 0; i < put.length; i++) {
            bars = bars.with("producer-" + (i + 1), put[i] / 1e6);
        }
        for (int i = 0; i < took.length; i++) {
            bars = bars.with("consumer-" + (i + 1), took[i] / 1e6);
        }
        return bars;
    }

    /** The queue and what is done at both its ends. */
    private static final class Line {
        private final RunContext context;
        private final Film film;
        private final BlockingQueue<Integer> queue;
        private final Duration producing;
        private final Duration consuming;

        private Line(RunContext context, Way way) {
            this.context = context;
            film = new Film(context);
            queue = new ArrayBlockingQueue<>(context.get(CAPACITY));
            producing = context.get(WORK).multipliedBy(way.producing());
            consuming = context.get(WORK).multipliedBy(way.consuming());
        }

        /** Returns how many nanoseconds it has spent in put. */
        private long produce() throws InterruptedException {
            long waited = 0;
            for (int item = 1; item <= context.get(ITEMS); item++) {
                Thread.sleep(producing);
                long asked = System.nanoTime();
                queue.put(item);
                waited += System.nanoTime() - asked;
                film.after("puts " + item, queue);
            }
            context.event("has put " + Count.of(context.get(ITEMS), "item"));
            return waited;
        }

        /** Returns how many nanoseconds it has spent in take. */
        private long consume() throws InterruptedException {
            long waited = 0;
            while (true) {
                long asked = System.nanoTime();
                int item = queue.take();
                waited += System.nanoTime() - asked;
                if (item == END) {
                    return waited;
                }
                film.after("takes " + item, queue);
                Thread.sleep(consuming);
            }
        }
    }
}
