// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static java.lang.Thread.State.RUNNABLE;
import static java.lang.Thread.State.TERMINATED;
import static java.lang.Thread.State.WAITING;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Each operation of a queue is called by a thread of its own, on a full queue and on an empty one.
 * Look at the table: whether it threw, what it returned, and whether the thread was seen waiting.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          four-ways  never-full
 * broken           0         100
 * array          100           0
 * linked         100           0
 * </pre>
 *
 * <pre>{@code tandem run comms.queue-operations}</pre>
 */
final class QueueOperations implements Workload {

    private static final String LESSON =
            """
            What a queue does when it cannot do what it is asked for depends on the method. Add,
            remove and element throw; offer, poll and peek return false or null; put and take wait;
            offer and poll with a time wait that long and then give up. Choose by what the caller
            can do about it: who can do nothing but wait should wait. All of this needs a bound. A
            LinkedBlockingQueue that was made without a capacity is never full, so put never waits:
            a producer that is too fast is not slowed down, and memory runs out instead.
            """;

    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 2, 1, 100_000, "how many elements a full queue has");
    private static final Parameter<Duration> PATIENCE =
            duration("patience", Duration.ofMillis(20), Duration.ofMinutes(1), "the time to wait");

    private static final Label FOUR_WAYS =
            acceptable("four-ways", "it threw, it returned, it waited, or it gave up in time");
    private static final Label NEVER_FULL =
            forbidden("never-full", "the queue took more than it was thought to hold");
    private static final Label OTHERWISE =
            forbidden("otherwise", "an operation did not do what its documentation says")
                    .unseen("the queues of the JDK keep what they promise");

    private static final Variants<BlockingQueue<String>> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a LinkedBlockingQueue without a capacity",
                            NEVER_FULL,
                            () -> new LinkedBlockingQueue<>()),
                    sound(
                            "array",
                            "an ArrayBlockingQueue",
                            context -> new ArrayBlockingQueue<>(context.get(CAPACITY))),
                    sound(
                            "linked",
                            "a LinkedBlockingQueue with a capacity",
                            context -> new LinkedBlockingQueue<>(context.get(CAPACITY))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.queue-operations", "To throw, return, wait or give up", LESSON)
                    .with(CAPACITY, PATIENCE)
                    .with(WAYS)
                    .with(FOUR_WAYS, NEVER_FULL, OTHERWISE)
                    .teaches(BlockingQueue.class, LinkedBlockingQueue.class)
                    .notes("Queue objects")
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    /**
     * What came of a call.
     *
     * @param promised what the documentation says that {@code seen} is
     * @param state the last state but running in which the thread was seen; empty if there was none
     */
    private record Row(String on, String call, String promised, String seen, String state) {

        private boolean isKept() {
            return seen.equals(promised);
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        BlockingQueue<String> queue = context.make(WAYS);
        long time = context.get(PATIENCE).toNanos();
        for (int i = 0; i < context.get(CAPACITY); i++) {
            queue.add("element");
        }
        Calls full = new Calls("full", context, queue::poll);
        full.call("add", "IllegalStateException", () -> queue.add("more"));
        full.call("offer", "false", () -> queue.offer("more"));
        full.call("put", "waits", () -> put(queue, "more"));
        full.call("offer, time", "false", () -> queue.offer("more", time, TimeUnit.NANOSECONDS));
        queue.clear();
        Calls empty = new Calls("empty", context, () -> queue.add("element"));
        empty.call("remove", "NoSuchElementException", queue::remove);
        empty.call("poll", "null", queue::poll);
        empty.call("take", "waits", queue::take);
        empty.call("poll, time", "null", () -> queue.poll(time, TimeUnit.NANOSECONDS));
        empty.call("element", "NoSuchElementException", queue::element);
        empty.call("peek", "null", queue::peek);
        boolean bounded = full.rows.stream().allMatch(Row::isKept);
        boolean kept = empty.rows.stream().allMatch(Row::isKept);
        return (!kept ? OTHERWISE : bounded ? FOUR_WAYS : NEVER_FULL)
                .observed()
                .with("room", context.get(CAPACITY))
                .with("operations", table(full, empty));
    }

    private static String put(BlockingQueue<String> queue, String element)
            throws InterruptedException {
        queue.put(element);
        return "returns";
    }

    /** Calls of a queue that is in a state in which they cannot do what they are asked for. */
    private static final class Calls {
        private final String on;
        private final RunContext context;
        private final Runnable relief;
        private final List<Row> rows = new ArrayList<>();

        /**
         * @param relief lets a call that waits come to its end, and leaves the queue as it was
         */
        private Calls(String on, RunContext context, Runnable relief) {
            this.on = on;
            this.context = context;
            this.relief = relief;
        }

        private void call(String name, String promised, Callable<?> operation)
                throws InterruptedException, ExecutionException {
            FutureTask<?> answer = new FutureTask<>(operation);
            String state = "";
            boolean waits = false;
            try (Crew crew = Crew.named("caller-")) {
                Thread caller = crew.start(name, answer::run);
                while (!waits && !crew.join(LOOK_EVERY)) {
                    Thread.State now = caller.getState();
                    state = now == RUNNABLE || now == TERMINATED ? state : now.toString();
                    waits = now == WAITING;
                }
                if (waits) {
                    relief.run();
                    crew.join();
                }
            }
            String seen = waits ? "waits" : seen(answer);
            context.event(name + " on the " + on + " queue: " + seen);
            rows.add(new Row(on, name, promised, seen, state));
        }

        private static String seen(FutureTask<?> answer) throws InterruptedException {
            try {
                return String.valueOf(answer.get());
            } catch (ExecutionException e) {
                return Objects.requireNonNull(e.getCause()).getClass().getSimpleName();
            }
        }
    }

    private static Table table(Calls full, Calls empty) {
        List<List<Object>> cells = new ArrayList<>();
        for (Row row : Stream.concat(full.rows.stream(), empty.rows.stream()).toList()) {
            cells.add(List.of(row.on(), row.call(), row.promised(), row.seen(), row.state()));
        }
        return new Table(List.of("queue", "call", "promised", "seen", "state"), cells);
    }
}
