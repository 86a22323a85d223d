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
import java.time.Duration;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One publisher, two subscribers and a condition between them: see {@link Board}.
 *
 * <pre>{@code tandem run sync.condition --variant lost-signal}</pre>
 */
final class PublishSubscribe implements Workload {

    private static final String LESSON =
            """
            A condition says that something may have changed, not that it is so. Between the signal
            and the moment when the woken thread has the lock again, another thread can take what
            the signal announced; so the thread looks again, in a loop. And a signal is not
            remembered: it wakes who waits now, or nobody; so the thread looks before it waits.
            """;

    private static final Parameter<Integer> INTEGERS =
            integer("integers", 10, 1, 100_000, "how many integers each subscriber takes");
    private static final Parameter<Duration> BEAT =
            duration(
                    "beat",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(10),
                    "the publisher's rest, then its hold of the lock; subscribers take up to four");

    private static final Label ALL_DELIVERED =
            acceptable(
                    "all-delivered",
                    "each subscriber has its share, every integer went to exactly one");
    private static final Label TOOK_FROM_EMPTY =
            forbidden(
                    "took-from-empty",
                    "a subscriber was woken for an integer that another had taken");
    private static final Label SIGNAL_LOST =
            forbidden(
                    "signal-lost",
                    "a subscriber waits for a signal that was given before it waited");
    private static final Label NOT_ONCE =
            forbidden("not-delivered-once", "an integer went to nobody, or to two")
                    .unseen("integers are only touched under the lock");

    private static final Variants<Board> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "looks once, before waiting: if",
                            TOOK_FROM_EMPTY,
                            context -> new Board(Board.Wait.IF, context.get(BEAT))),
                    flawed(
                            "lost-signal",
                            "waits without having looked",
                            SIGNAL_LOST,
                            context -> new Board(Board.Wait.BLIND, context.get(BEAT))),
                    sound(
                            "fixed",
                            "looks before waiting and after every wake-up: while",
                            context -> new Board(Board.Wait.WHILE, context.get(BEAT))));

    private static final int SUBSCRIBERS = 2;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.condition", "Waiting for a condition", LESSON)
                    .with(INTEGERS, BEAT)
                    .with(WAYS)
                    .with(ALL_DELIVERED, TOOK_FROM_EMPTY, SIGNAL_LOST, NOT_ONCE)
                    .teaches(Condition.class, ReentrantLock.class)
                    .notes("a publisher and two subscribers over a condition")
                    .explorable(SYNC, INTEGERS.at(1), BEAT.at(Duration.ZERO))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** What the subscribers have in common. */
    private record Subscription(
            Board board, Queue<Integer> taken, AtomicInteger running, AtomicInteger foundNothing) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Board board = context.make(WAYS);
        var subscription =
                new Subscription(
                        board,
                        new ConcurrentLinkedQueue<>(),
                        new AtomicInteger(SUBSCRIBERS),
                        new AtomicInteger());
        try (Crew crew = Crew.named("subscriber-")) {
            for (int i = 1; i <= SUBSCRIBERS; i++) {
                RandomGenerator random = context.random(i);
                crew.start(() -> takeShare(context, subscription, random));
            }
            Thread publisher = crew.start("publisher", () -> publish(context, board));
            while (!crew.join(LOOK_EVERY)) {
                if (!publisher.isAlive() && allWait(subscription)) {
                    return observed(SIGNAL_LOST, subscription).with("neverTaken", board.size());
                }
            }
        }
        return observed(
                deliveredOnce(subscription.taken()) ? ALL_DELIVERED : NOT_ONCE, subscription);
    }

    private static void publish(RunContext context, Board board) throws InterruptedException {
        for (int integer = 1; integer <= SUBSCRIBERS * context.get(INTEGERS); integer++) {
            Thread.sleep(context.get(BEAT));
            board.publish(integer);
            context.event("has published " + integer);
        }
    }

    /** What a wrong way of waiting does to a subscriber is counted, and does not stop it. */
    private static void takeShare(
            RunContext context, Subscription subscription, RandomGenerator random)
            throws InterruptedException {
        long longest = context.get(BEAT).multipliedBy(4).toNanos();
        int share = 0;
        while (share < context.get(INTEGERS)) {
            try {
                int integer = subscription.board().take();
                context.event("takes " + integer);
                subscription.taken().add(integer);
                share++;
                Thread.sleep(Duration.ofNanos(random.nextLong(longest + 1)));
            } catch (NoSuchElementException e) {
                subscription.foundNothing().incrementAndGet();
                context.event("was woken and finds nothing");
            }
        }
        subscription.running().decrementAndGet();
    }

    /**
     * Quiescence: every subscriber that has not ended waits, and whoever could wake it has ended.
     * No time limit is involved. Those that have not ended are counted first, so that one that ends
     * in between makes the two counts differ.
     */
    private static boolean allWait(Subscription subscription) {
        int running = subscription.running().get();
        return running > 0 && subscription.board().waiting() == running;
    }

    private static boolean deliveredOnce(Collection<Integer> taken) {
        return taken.stream()
                .sorted()
                .toList()
                .equals(IntStream.rangeClosed(1, taken.size()).boxed().toList());
    }

    private static Outcome.Observed observed(Label label, Subscription subscription) {
        int times = subscription.foundNothing().get();
        return (times > 0 ? TOOK_FROM_EMPTY : label).observed().with("foundNothing", times);
    }
}
