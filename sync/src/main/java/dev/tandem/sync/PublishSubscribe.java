package dev.tandem.sync;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One publisher, two subscribers and a condition between them: see {@link Board}. */
final class PublishSubscribe implements Workload {

    private static final Parameter<Integer> INTEGERS =
            Parameter.integer(
                    "integers", 10, 1, 100_000, "how many integers each subscriber takes");
    private static final Parameter<Duration> BEAT =
            Parameter.duration(
                    "beat",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(10),
                    "how long the publisher rests, and then holds the lock; a subscriber deals with"
                            + " an integer for up to four beats");

    private static final int SUBSCRIBERS = 2;
    private static final long LOOK_EVERY_MILLIS = 20;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.condition")
                    .title("Waiting for a condition")
                    .lesson(
                            """
                            A condition says that something may have changed, not that it is so.
                            Between the signal and the moment when the woken thread has the lock
                            again, another thread can take what the signal announced; so the thread
                            looks again, in a loop. And a signal is not remembered: it wakes who
                            waits now, or nobody; so the thread looks before it waits.
                            """)
                    .parameters(INTEGERS, BEAT)
                    .flawed("broken", "looks once, before waiting: if", "took-from-empty")
                    .flawed("lost-signal", "waits without having looked", "signal-lost")
                    .variant("fixed", "looks before waiting and after every wake-up: while")
                    .acceptable(
                            "all-delivered",
                            "each subscriber has its share, every integer went to exactly one")
                    .forbidden(
                            "took-from-empty",
                            "a subscriber was woken for an integer that another had taken")
                    .forbidden(
                            "signal-lost",
                            "a subscriber waits for a signal that was given before it waited")
                    .explorable(Level.SYNC, "integers", "1", "beat", "0s")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Board board = new Board(wait(context.variant()), context.get(BEAT));
        AtomicInteger foundNothing = new AtomicInteger();
        Iterator<String> names = List.of("subscriber-1", "subscriber-2", "publisher").iterator();
        try (ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        body -> Thread.ofPlatform().name(names.next()).unstarted(body))) {
            try {
                List<Future<List<Integer>>> shares = new ArrayList<>();
                for (int i = 1; i <= SUBSCRIBERS; i++) {
                    RandomGenerator random = context.random(i);
                    shares.add(
                            executor.submit(() -> takeShare(context, board, random, foundNothing)));
                }
                Future<?> publishing = executor.submit(() -> publish(context, board));
                executor.shutdown();
                while (!executor.awaitTermination(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (publishing.isDone() && allWait(shares, board)) {
                        publishing.get();
                        return observed("signal-lost", foundNothing)
                                .with("neverTaken", board.size());
                    }
                }
                publishing.get();
                String label = delivered(shares) ? "all-delivered" : "not-delivered-once";
                return observed(label, foundNothing);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Board.Wait wait(String variant) {
        return switch (variant) {
            case "broken" -> Board.Wait.IF;
            case "lost-signal" -> Board.Wait.BLIND;
            case "fixed" -> Board.Wait.WHILE;
            default -> throw new IllegalArgumentException(variant);
        };
    }

    private static Void publish(RunContext context, Board board) throws InterruptedException {
        for (int integer = 1; integer <= SUBSCRIBERS * context.get(INTEGERS); integer++) {
            Thread.sleep(context.get(BEAT));
            board.publish(integer);
            context.event("has published " + integer);
        }
        return null;
    }

    /** What a wrong way of waiting does to a subscriber is counted, and does not stop it. */
    private static List<Integer> takeShare(
            RunContext context, Board board, RandomGenerator random, AtomicInteger foundNothing)
            throws InterruptedException {
        long longest = context.get(BEAT).multipliedBy(4).toNanos();
        List<Integer> taken = new ArrayList<>();
        while (taken.size() < context.get(INTEGERS)) {
            try {
                int integer = board.take();
                context.event("takes " + integer);
                taken.add(integer);
                Thread.sleep(Duration.ofNanos(random.nextLong(longest + 1)));
            } catch (NoSuchElementException e) {
                foundNothing.incrementAndGet();
                context.event("was woken and finds nothing");
            }
        }
        return taken;
    }

    /**
     * Quiescence: every subscriber that has not ended waits, and whoever could wake it has ended.
     * No time limit is involved. Those that have not ended are counted first, so that one that ends
     * in between makes the two counts differ.
     */
    private static boolean allWait(List<Future<List<Integer>>> shares, Board board) {
        long running = shares.stream().filter(share -> !share.isDone()).count();
        return running > 0 && board.waiting() == running;
    }

    /** Whether every integer went to one subscriber, and to one alone. */
    private static boolean delivered(List<Future<List<Integer>>> shares)
            throws ExecutionException, InterruptedException {
        List<Integer> all = new ArrayList<>();
        for (Future<List<Integer>> share : shares) {
            all.addAll(share.get());
        }
        Collections.sort(all);
        return all.equals(IntStream.rangeClosed(1, all.size()).boxed().toList());
    }

    private static Outcome.Observed observed(String label, AtomicInteger foundNothing) {
        int times = foundNothing.get();
        return Outcome.observed(times > 0 ? "took-from-empty" : label).with("foundNothing", times);
    }
}
