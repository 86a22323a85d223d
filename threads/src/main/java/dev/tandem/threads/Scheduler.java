// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;

/**
 * Two workers pull one counter in opposite directions: one counts up, one counts down, and both
 * stop when it has reached its goal. Whether it ever does is decided by who gets how many turns in
 * a row: compare the steps that each has taken.
 *
 * <p>Each worker counts its own steps, in a field that no other thread touches. If every step had
 * its effect, the counter would end at its start, plus the steps up, minus the steps down; what it
 * differs by has been overwritten.
 *
 * <p>Seen in 200 runs of each on two processors, with JDK 25 on x86-64:
 *
 * <pre>
 *          ended  not-ended  lost-update
 * fixed      122         78            0
 * broken       2          0          198
 * </pre>
 *
 * <pre>{@code tandem run threads.scheduler --variant broken}</pre>
 */
final class Scheduler implements Workload {

    private static final String LESSON =
            """
            Whether this program ends is up to the scheduler: nobody can say which worker gets its
            turn when. That is one problem. The other is that a step is not one step but three:
            read, compute, write. A worker whose turn ends in the middle writes a value that is out
            of date, and undoes all that the other has done meanwhile. A lock makes each step whole,
            so nothing is lost; it does not make the order any more certain.
            """;

    private static final int START = 1;

    private static final Parameter<Integer> GOAL =
            integer(
                    "goal",
                    1000,
                    START + 1,
                    1_000_000,
                    "the value of the counter at which both workers stop");
    private static final Parameter<Integer> LIMIT =
            integer(
                    "limit",
                    20_000,
                    1,
                    10_000_000,
                    "steps after which a worker gives up, for the goal may never be reached");

    private static final Label ENDED =
            acceptable("ended", "the counter has reached its goal, and no step was lost");
    private static final Label NOT_ENDED =
            interesting(
                    "not-ended", "no step was lost, yet the workers kept each other from the goal");
    private static final Label LOST =
            forbidden(
                    "lost-update",
                    "a worker wrote back a value that it had read before the other's step");

    private static final Variants<Counter> WAYS =
            Variants.of(
                    flawed("broken", "the steps of the two workers may overlap", LOST, Plain::new),
                    sound("fixed", "each step is taken under a lock", Locked::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of(
                            "threads.scheduler",
                            "Two workers, one counter, and the scheduler between them",
                            LESSON)
                    .with(GOAL, LIMIT)
                    .with(WAYS)
                    .with(ENDED, NOT_ENDED, LOST)
                    .teaches(Thread.class)
                    .notes("Time-sharing, the task scheduler: workers A and B")
                    .explorable(MEMORY, GOAL.at(START + 1), LIMIT.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Counter counter = context.make(WAYS);
        // Without the common start the first could be done before the second exists.
        CountDownLatch start = new CountDownLatch(1);
        Worker up = new Worker(+1, counter, start, context);
        Worker down = new Worker(-1, counter, start, context);
        try (Crew crew = Crew.named("worker-")) {
            crew.start("up", up::work);
            crew.start("down", down::work);
            start.countDown();
            crew.join();
        }
        int expected = START + up.steps - down.steps;
        return judge(counter.value, expected, context.get(GOAL))
                .observed()
                .with("stepsUp", up.steps)
                .with("stepsDown", down.steps)
                .with("expected", expected)
                .with("counter", counter.value)
                .with("netLoss", Math.abs(expected - counter.value));
    }

    private static Label judge(int value, int expected, int goal) {
        if (value != expected) {
            return LOST;
        }
        return value >= goal ? ENDED : NOT_ENDED;
    }

    /** What both workers change. */
    private abstract static class Counter {
        int value = START;

        /**
         * Takes one step, unless the goal has been reached.
         *
         * @return whether it was taken
         */
        abstract boolean step(int delta, int goal);
    }

    /** The counter as one writes it when one has not yet thought of other threads. */
    private static final class Plain extends Counter {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // relying on the scheduler is what is shown here
        boolean step(int delta, int goal) {
            int seen = value;
            if (seen >= goal) {
                return false;
            }
            // The scheduler may give the processor to another thread here at any time. This makes
            // it likely enough to be seen.
            Thread.yield();
            value = seen + delta;
            return true;
        }
    }

    /** Between the reading and the writing of one step there is no other. */
    private static final class Locked extends Counter {
        @Override
        synchronized boolean step(int delta, int goal) {
            if (value >= goal) {
                return false;
            }
            value += delta;
            return true;
        }
    }

    private static final class Worker {

        /** After so many steps a worker rests for a moment, or does not, by chance. */
        private static final int TURN = 100;

        private static final Duration REST = Duration.ofMillis(50);

        /** A worker tells of its progress so many times on its way to the limit. */
        private static final int TOLD = 4;

        private final int delta;
        private final Counter counter;
        private final CountDownLatch start;
        private final RunContext context;
        private int steps;

        Worker(int delta, Counter counter, CountDownLatch start, RunContext context) {
            this.delta = delta;
            this.counter = counter;
            this.start = start;
            this.context = context;
        }

        void work() throws InterruptedException {
            RandomGenerator random = context.random(delta);
            int goal = context.get(GOAL);
            int limit = context.get(LIMIT);
            int stretch = Math.ceilDiv(limit, TOLD);
            start.await();
            while (steps < limit && counter.step(delta, goal)) {
                steps++;
                if (steps % stretch == 0 && steps < limit) {
                    context.event("has taken " + Count.of(steps, "step"));
                }
                if (steps % TURN == 0) {
                    context.pause(random.nextBoolean() ? REST : Duration.ZERO);
                }
            }
            String end = steps < limit ? "finds the goal reached" : "gives up";
            context.event(end + " after " + Count.of(steps, "step"));
        }
    }
}
