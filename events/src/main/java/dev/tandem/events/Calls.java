// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Calls are given to a loop: some for as soon as possible, some for a time to come, latest first,
 * and some by another thread. Compare the order in which they were given with the order in which
 * they were made, and look at the thread that made them.
 *
 * <pre>{@code tandem run events.loop}</pre>
 */
final class Calls implements Workload {

    private static final String LESSON =
            """
            A loop is a queue, a heap of timers and a thread. In each turn it moves the timers that
            are due into the queue, makes the calls that are in it, and waits when there are none.
            What is submitted is called in that order and never within the call that submits it; a
            timer is called when it is due, or later when the loop is busy, but not before. Only
            submitting is for other threads.
            """;

    private static final Parameter<Integer> CALLS =
            integer("calls", 3, 1, 1000, "how many calls of each kind");
    private static final Parameter<Duration> BEAT =
            duration(
                    "beat",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "how much later each timer is due than the one before");

    private static final Label IN_ORDER =
            acceptable("in-order", "each kind of call was made in its order, on the loop's thread");
    private static final Label OUT_OF_ORDER =
            forbidden("out-of-order", "a call was made out of its order, or on another thread")
                    .unseen("the loop has one queue, and one thread");
    private static final Label EARLY =
            forbidden("early", "a timer was called before it was due")
                    .unseen("the loop looks at the clock first");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.loop", "The order of calls in a loop", LESSON)
                    .with(CALLS, BEAT)
                    .with(IN_ORDER, OUT_OF_ORDER, EARLY)
                    .teaches(Executor.class, LinkedBlockingQueue.class, LockSupport.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, CALLS.at(1), BEAT.at(Duration.ofMillis(1)))
                    .build();

    /** A call that was made. */
    private record Made(String kind, int number, Thread thread, Duration late) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int calls = context.get(CALLS);
        Duration beat = context.get(BEAT);
        List<Made> made = new ArrayList<>();
        try (Loop loop = new Loop();
                Crew others = Crew.named("other-")) {
            for (int i = calls; i >= 1; i--) {
                int number = i;
                Duration delay = beat.multipliedBy(i);
                long due = System.nanoTime() + delay.toNanos();
                loop.after(
                        delay, () -> make(context, made, "timer", number, System.nanoTime() - due));
            }
            for (int i = 1; i <= calls; i++) {
                int number = i;
                loop.execute(() -> {
                    make(context, made, "soon", number, 0);
                    loop.execute(() -> make(context, made, "next turn", number, 0));
                });
            }
            others.start(() -> {
                for (int i = 1; i <= calls; i++) {
                    int number = i;
                    loop.execute(() -> make(context, made, "other thread", number, 0));
                }
                context.event("has given the loop " + Count.of(calls, "call"));
                loop.execute(() -> loop.after(beat.multipliedBy(calls + 1L), loop::stop));
            });
            context.event("begins to run the loop");
            loop.run();
            others.join();
        }
        return judge(calls, made)
                .observed()
                .with("calls", made.size())
                .with(
                        "order",
                        new Table(
                                List.of("call", "number", "thread", "late by µs"),
                                made.stream().map(Calls::row).toList()));
    }

    private static void make(
            RunContext context, List<Made> made, String kind, int number, long late) {
        context.event("calls " + kind + " " + number);
        made.add(new Made(kind, number, Thread.currentThread(), Duration.ofNanos(late)));
    }

    private static Label judge(int calls, List<Made> made) {
        if (made.stream().anyMatch(call -> call.late().isNegative())) {
            return EARLY;
        }
        List<Integer> wanted = IntStream.rangeClosed(1, calls).boxed().toList();
        boolean ordered =
                List.of("soon", "next turn", "timer", "other thread").stream()
                        .allMatch(kind -> numbers(kind, made).equals(wanted));
        boolean mine = made.stream().allMatch(call -> call.thread() == Thread.currentThread());
        return ordered && mine ? IN_ORDER : OUT_OF_ORDER;
    }

    private static List<Integer> numbers(String kind, List<Made> made) {
        return made.stream().filter(call -> call.kind().equals(kind)).map(Made::number).toList();
    }

    private static List<Object> row(Made call) {
        return List.of(
                call.kind(), call.number(), call.thread().getName(), call.late().toNanos() / 1000);
    }
}
