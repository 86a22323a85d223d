// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One worker counts up to its goal, another counts the same counter down to the goal's negative.
 * Under a lock there are two courses that a run can take, and the scheduler chooses; without one
 * there are more than anybody has thought of.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         up-first  down-first  disturbed
 * broken         0           1         99
 * fixed         15          85          0
 * </pre>
 *
 * <pre>{@code tandem run sync.lock --repeat 20}</pre>
 */
final class TwoCounters implements Workload {

    private static final String LESSON =
            """
            A lock does not say who comes first: both workers race for it, and either may win. It
            says that whoever has it is alone until it gives it back, so the winner gets to its goal
            undisturbed and the other starts from there. Of the many courses that the program could
            take, two are left. Without the lock each worker finds the counter changed under its
            hands, and neither knows when it will be done.
            """;

    private static final int START = 1;

    private static final Parameter<Integer> GOAL =
            integer("goal", 1000, START + 1, 1_000_000, "how far up, and down below zero, they go");

    private static final Label UP_FIRST =
            acceptable("up-first", "the worker that counts up had the lock first");
    private static final Label DOWN_FIRST =
            acceptable("down-first", "the worker that counts down had the lock first");
    private static final Label DISTURBED =
            forbidden("disturbed", "a worker did not find the counter as it had left it");

    /** What is done around all the counting of one worker. */
    private enum Guard {
        NONE {
            @Override
            void run(ReentrantLock lock, Crew.Task counting) throws Exception {
                counting.run();
            }
        },
        LOCK {
            @Override
            void run(ReentrantLock lock, Crew.Task counting) throws Exception {
                lock.lockInterruptibly();
                try {
                    counting.run();
                } finally {
                    lock.unlock();
                }
            }
        };

        abstract void run(ReentrantLock lock, Crew.Task counting) throws Exception;
    }

    private static final Variants<Guard> WAYS =
            Variants.of(
                    flawed("broken", "both count at once", DISTURBED, () -> Guard.NONE),
                    sound("fixed", "each counts while it holds the lock", () -> Guard.LOCK));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.lock", "Two workers, one counter and a lock", LESSON)
                    .with(GOAL)
                    .with(WAYS)
                    .with(UP_FIRST, DOWN_FIRST, DISTURBED)
                    .teaches(ReentrantLock.class)
                    .notes("Locks: worker_a counts up to 1000, worker_b down to -1000")
                    .explorable(MEMORY, GOAL.at(START + 1))
                    .build();

    private static final Duration WATCHABLE = Duration.ofMillis(1);

    private static final class Counter {
        private int value = START;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Guard guard = context.make(WAYS);
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch start = new CountDownLatch(1);
        Counter counter = new Counter();
        Worker up = new Worker(context, counter, +1);
        Worker down = new Worker(context, counter, -1);
        try (Crew crew = Crew.named("worker-")) {
            for (Worker worker : List.of(up, down)) {
                crew.start(
                        worker.name(),
                        () -> {
                            start.await();
                            guard.run(lock, worker::count);
                        });
            }
            start.countDown();
            crew.join();
        }
        return judge(up, down)
                .observed()
                .with("stepsUp", up.steps)
                .with("stepsDown", down.steps)
                .with("counter", counter.value)
                .with("course", course(up, down));
    }

    private static Label judge(Worker up, Worker down) {
        if (up.disturbed || down.disturbed) {
            return DISTURBED;
        }
        return up.first == START ? UP_FIRST : DOWN_FIRST;
    }

    /** Each worker's way; under a lock the second begins where the first has ended. */
    private static Series course(Worker up, Worker down) {
        return Series.of("steps", "counter")
                .with("up", up.line(up.first == START ? 0 : down.steps))
                .with("down", down.line(down.first == START ? 0 : up.steps));
    }

    private static final class Worker {

        private final RunContext context;
        private final Counter counter;
        private final int delta;
        private int first;
        private int last;
        private int steps;
        private boolean disturbed;

        Worker(RunContext context, Counter counter, int delta) {
            this.context = context;
            this.counter = counter;
            this.delta = delta;
        }

        String name() {
            return delta > 0 ? "up" : "down";
        }

        /** Counts to the goal, or until it is not alone any more. */
        void count() throws InterruptedException {
            int goal = delta * context.get(GOAL);
            first = counter.value;
            last = first;
            context.event("begins at " + Count.of(first));
            while (last * delta < goal * delta && !disturbed) {
                step();
                disturbed = counter.value != last;
            }
            context.event(
                    disturbed
                            ? "left the counter at " + last + " and finds another number"
                            : "is at its goal after " + Count.of(steps, "step"));
        }

        @SuppressWarnings("ThreadPriorityCheck") // lets the other in, if nothing keeps it out
        private void step() throws InterruptedException {
            last += delta;
            counter.value = last;
            steps++;
            Thread.yield();
            context.pause(WATCHABLE);
        }

        /** Undisturbed, it went in a straight line from where it found the counter. */
        List<Point> line(int before) {
            return List.of(new Point(before, first), new Point(before + steps, last));
        }
    }
}
