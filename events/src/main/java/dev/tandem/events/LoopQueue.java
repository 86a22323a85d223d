// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.events.loop.Promise;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Series;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A task of a loop produces numbers, another consumes them and is slower; between them is a queue
 * with few places. Look at how long the queue becomes.
 *
 * <p>Seen in 100 runs of each: {@code broken} outgrew its bound 100 times, {@code fixed} never;
 * there is no race in it.
 *
 * <pre>{@code tandem run events.loop-queue --variant broken}</pre>
 */
final class LoopQueue implements Workload {

    private static final String LESSON =
            """
            A queue of a loop cannot block the one who puts into it when it is full. It answers with
            a promise, kept when there is a place, and the producer has to wait for it. One that
            does not is never slowed down: what it puts piles up, in the queue or among those who
            wait for a place, until the memory is full. Waiting for the promise is backpressure.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 10, 4, 1000, "how many numbers are produced");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 2, 1, 1000, "how many places the queue has");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(1),
                    "how long the consumer takes for each");

    private static final Label BOUNDED =
            acceptable(
                    "bounded", "at most one number waited for a place, and all arrived in order");
    private static final Label PILED_UP =
            forbidden("piled-up", "numbers piled up before a full queue");
    private static final Label MIXED_UP =
            forbidden("mixed-up", "numbers were lost or arrived out of order")
                    .unseen("the queue hands on what has waited longest");

    private static final Variants<Producing> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "puts the next number at once",
                            PILED_UP,
                            () -> _ -> CompletableFuture.completedFuture(0)),
                    sound("fixed", "waits until a number has its place", () -> put -> put));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.loop-queue", "A bounded queue inside one loop", LESSON)
                    .with(NUMBERS, CAPACITY, WORK)
                    .with(WAYS)
                    .with(BOUNDED, PILED_UP, MIXED_UP)
                    .teaches(CompletableFuture.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, NUMBERS.at(4), CAPACITY.at(1), WORK.at(Duration.ofMillis(1)))
                    .build();

    /** What a producer waits for after it has put a number. */
    @FunctionalInterface
    private interface Producing {
        CompletableFuture<Integer> waitsFor(Promise<Integer> put);
    }

    /** A queue of a loop with so many places. Those who wait at either end are served in turn. */
    private static final class BoundedQueue {
        private final Loop loop;
        private final int capacity;
        private final Queue<Integer> places = new ArrayDeque<>();
        private final Queue<Put> waitingToPut = new ArrayDeque<>();
        private final Queue<Promise<Integer>> waitingToTake = new ArrayDeque<>();

        BoundedQueue(Loop loop, int capacity) {
            this.loop = loop;
            this.capacity = capacity;
        }

        private record Put(int number, Promise<Integer> promise) {}

        /** A promise that is kept when the number has its place. */
        Promise<Integer> put(int number) {
            Put put = new Put(number, new Promise<>(loop));
            waitingToPut.add(put);
            serve();
            return put.promise();
        }

        /** A promise of the number that has waited longest. */
        Promise<Integer> take() {
            Promise<Integer> promise = new Promise<>(loop);
            waitingToTake.add(promise);
            serve();
            return promise;
        }

        private void serve() {
            fill();
            while (!places.isEmpty() && !waitingToTake.isEmpty()) {
                waitingToTake.remove().complete(places.remove());
                fill();
            }
        }

        private void fill() {
            while (places.size() < capacity && !waitingToPut.isEmpty()) {
                Put put = waitingToPut.remove();
                places.add(put.number());
                put.promise().complete(put.number());
            }
        }

        int length() {
            return places.size() + waitingToPut.size();
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Producing way = context.make(WAYS);
        int numbers = context.get(NUMBERS);
        List<Integer> arrived = new ArrayList<>();
        List<Series.Point> lengths = new ArrayList<>();
        try (Loop loop = new Loop()) {
            BoundedQueue queue = new BoundedQueue(loop, context.get(CAPACITY));
            Promise<Integer> producer =
                    loop.start(
                            numbers(numbers)
                                    .mapToObj(number -> {
                                        var put = queue.put(number);
                                        context.event("puts " + number + ": " + queue.length());
                                        lengths.add(
                                                new Series.Point(lengths.size(), queue.length()));
                                        return way.waitsFor(put);
                                    }));
            Promise<Integer> consumer =
                    loop.start(
                            numbers(numbers)
                                    .mapToObj(_ ->
                                            queue.take()
                                                    .thenComposeAsync(number -> {
                                                        context.event(
                                                                "takes "
                                                                        + number
                                                                        + ": "
                                                                        + queue.length());
                                                        lengths.add(
                                                                new Series.Point(
                                                                        lengths.size(),
                                                                        queue.length()));
                                                        arrived.add(number);
                                                        return loop.sleep(context.get(WORK));
                                                    })));
            CompletableFuture<?> both = CompletableFuture.allOf(producer, consumer);
            loop.runUntil(both);
            both.get();
        }
        int longest = (int) lengths.stream().mapToDouble(Series.Point::y).max().orElse(0);
        boolean inOrder = arrived.equals(numbers(numbers).boxed().toList());
        return (!inOrder ? MIXED_UP : longest > context.get(CAPACITY) + 1 ? PILED_UP : BOUNDED)
                .observed()
                .with("capacity", context.get(CAPACITY))
                .with("longest", longest)
                .with("queue", Series.of("step", "numbers in the queue").with("length", lengths));
    }

    private static IntStream numbers(int count) {
        return IntStream.rangeClosed(1, count);
    }
}
