// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

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
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.sync.BoundedBuffer.Waking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Producers and consumers with a {@link BoundedBuffer} between them. Look at the fill level, which
 * is drawn for the first puts and takes, and at who still waits when nothing moves any more.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *             all-consumed  all-asleep
 * broken                 0         100
 * fixed                100           0
 * signal-all           100           0
 * </pre>
 *
 * <pre>{@code tandem run sync.producer-consumer --variant broken}</pre>
 */
final class ProducerConsumer implements Workload {

    private static final String LESSON =
            """
            A bounded buffer lets producers run ahead of consumers, but not away from them. Two
            things are waited for, that there is room and that there is an item, and each deserves a
            condition of its own. With one condition for both, signal may wake a producer where a
            consumer was meant; that one sees that nothing has changed for it and sleeps again, and
            in the end all sleep. Waking everybody is correct and costs more.
            """;

    private static final Parameter<Integer> PRODUCERS =
            integer("producers", 4, 1, 64, "how many threads put items in");
    private static final Parameter<Integer> CONSUMERS =
            integer("consumers", 4, 1, 64, "how many threads take items out");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 3, 1, 1_000_000, "how many items the buffer holds");
    private static final Parameter<Integer> ITEMS =
            integer("items", 5000, 1, 10_000_000, "how many items each producer puts in");

    private static final Label ALL_CONSUMED =
            acceptable("all-consumed", "every item that was put in was taken out");
    private static final Label STUCK =
            forbidden("all-asleep", "everybody waits for a signal, and nobody is left to give it");
    private static final Label WRONG_SUM =
            forbidden("wrong-sum", "an item was taken twice or lost")
                    .unseen("items are only touched under the lock");

    private static final Variants<BoundedBuffer> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "one condition for both, signal",
                            STUCK,
                            context -> new BoundedBuffer(Waking.ONE_OF_ALL, context.get(CAPACITY))),
                    sound(
                            "fixed",
                            "a condition for each, signal",
                            context ->
                                    new BoundedBuffer(Waking.ONE_CONCERNED, context.get(CAPACITY))),
                    sound(
                            "signal-all",
                            "one condition for both, signalAll",
                            context -> new BoundedBuffer(Waking.ALL, context.get(CAPACITY))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.producer-consumer", "A bounded buffer", LESSON)
                    .with(PRODUCERS, CONSUMERS, CAPACITY, ITEMS)
                    .with(WAYS)
                    .with(ALL_CONSUMED, STUCK, WRONG_SUM)
                    .teaches(Condition.class, ReentrantLock.class)
                    .notes("Condition: the most common scenario, producers and consumers")
                    .explorable(SYNC, PRODUCERS.at(1), CONSUMERS.at(2), CAPACITY.at(1), ITEMS.at(2))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration WATCHABLE = Duration.ofMillis(100);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        BoundedBuffer buffer = context.make(WAYS);
        int producers = context.get(PRODUCERS);
        int consumers = context.get(CONSUMERS);
        long items = (long) producers * context.get(ITEMS);
        AtomicInteger running = new AtomicInteger(producers + consumers);
        LongAdder sum = new LongAdder();
        try (Crew crew = Crew.named("thread-")) {
            for (int i = 0; i < consumers; i++) {
                long share = items / consumers + (i < items % consumers ? 1 : 0);
                crew.start(
                        "consumer-" + (i + 1),
                        () -> {
                            consume(context, buffer, share, sum);
                            running.decrementAndGet();
                        });
            }
            for (int i = 0; i < producers; i++) {
                crew.start(
                        "producer-" + (i + 1),
                        () -> {
                            produce(context, buffer);
                            running.decrementAndGet();
                        });
            }
            while (!crew.join(LOOK_EVERY)) {
                // Those that run are counted first: one that ends in between makes them differ.
                int left = running.get();
                if (left > 0 && buffer.waiting() == left) {
                    context.event("finds all " + left + " that are left waiting");
                    return observed(STUCK, buffer).with("waiting", left);
                }
            }
        }
        long expected = producers * sumUpTo(context.get(ITEMS));
        return observed(sum.sum() == expected ? ALL_CONSUMED : WRONG_SUM, buffer)
                .with("items", items)
                .with("sum", sum.sum());
    }

    private static void produce(RunContext context, BoundedBuffer buffer)
            throws InterruptedException {
        for (int item = 1; item <= context.get(ITEMS); item++) {
            context.pause(WATCHABLE);
            buffer.put(item);
        }
        context.event("has produced " + Count.of(context.get(ITEMS), "item"));
    }

    private static void consume(RunContext context, BoundedBuffer buffer, long share, LongAdder sum)
            throws InterruptedException {
        for (long i = 0; i < share; i++) {
            sum.add(buffer.take());
            context.pause(WATCHABLE);
        }
        context.event("has consumed " + Count.of(share, "item"));
    }

    private static long sumUpTo(long greatest) {
        return greatest * (greatest + 1) / 2;
    }

    private static Outcome.Observed observed(Label label, BoundedBuffer buffer) {
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        for (int level : buffer.levels()) {
            points.add(new Point(points.size(), level));
        }
        Series picture = Series.of("puts and takes", "items").with("in the buffer", points);
        return label.observed().with("fillLevel", picture);
    }
}
