package dev.tandem.threads;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Two workers pull one counter in opposite directions: one counts up, one counts down, and both
 * stop when it has reached its goal. The scheduler alone decides how far each gets before the other
 * has its turn.
 *
 * <p>Each worker counts its own steps, in a field that no other thread touches. If every step had
 * its effect, the counter would end at its start, plus the steps up, minus the steps down; what it
 * differs by has been overwritten.
 */
public final class Scheduler implements Workload {

    private static final int START = 1;

    static final Parameter<Integer> GOAL =
            Parameter.integer(
                    "goal",
                    1000,
                    START + 1,
                    1_000_000,
                    "the value of the counter at which both workers stop");
    static final Parameter<Integer> LIMIT =
            Parameter.integer(
                    "limit",
                    20_000,
                    1,
                    10_000_000,
                    "steps after which a worker gives up, for the goal may never be reached");

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

    /** A worker tells of its progress so many times on its way from nothing to the goal. */
    private static final int TOLD = 5;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.scheduler")
                    .title("Two workers, one counter, and the scheduler between them")
                    .lesson(
                            """
                            Whether this program ends is up to the scheduler: nobody can say which
                            worker gets its turn when. That is one problem. The other is that a step
                            is not one step but three: read, compute, write. A worker whose turn
                            ends in the middle writes a value that is out of date, and undoes all
                            that the other has done meanwhile. A lock makes each step whole, so
                            nothing is lost; it does not make the order any more certain.
                            """)
                    .parameters(GOAL, LIMIT)
                    .flawed("broken", "the steps of the two workers may overlap", "lost-update")
                    .variant("fixed", "each step is taken under a lock")
                    .acceptable(
                            "ended",
                            "the counter has reached its goal, and every step of both workers had"
                                    + " its effect")
                    .interesting(
                            "not-ended",
                            "no step was lost, yet the workers kept each other from the goal until"
                                    + " the limit: a lock decides that one"
                                    + " goes after the other, not which one goes first")
                    .forbidden(
                            "lost-update",
                            "the counter is not what the steps add up to: a worker wrote back a"
                                    + " value that it had read before the other's"
                                    + " step")
                    .explorable(Level.MEMORY, "goal", "3", "limit", "2")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Counter counter = context.isVariant("broken") ? new Counter() : new LockedCounter();
        var up = new Worker(+1, counter, context);
        var down = new Worker(-1, counter, context);

        Thread first = Thread.ofPlatform().name("up").unstarted(up);
        Thread second = Thread.ofPlatform().name("down").unstarted(down);
        try {
            first.start();
            second.start();
            first.join();
            second.join();
        } finally {
            // On the normal way out both have ended. On any other they are told to, and nobody
            // leaves before they have.
            first.interrupt();
            second.interrupt();
            first.join();
            second.join();
        }
        return judge(counter, up, down);
    }

    private static Outcome judge(Counter counter, Worker up, Worker down) {
        int expected = START + up.steps - down.steps;
        String label;
        if (counter.value != expected) {
            label = "lost-update";
        } else {
            label = up.reachedGoal && down.reachedGoal ? "ended" : "not-ended";
        }
        return Outcome.observed(label)
                .with("stepsUp", up.steps)
                .with("stepsDown", down.steps)
                .with("expected", expected)
                .with("counter", counter.value)
                .with("netLoss", Math.abs(expected - counter.value));
    }

    /** The counter as one writes it when one has not yet thought of other threads. */
    private static class Counter {
        int value = START;

        /** Takes one step, unless the goal has been reached. */
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

    /**
     * The same counter with whole steps: between the reading and the writing of one, there is no
     * other.
     */
    private static final class LockedCounter extends Counter {
        @Override
        synchronized boolean step(int delta, int goal) {
            return super.step(delta, goal);
        }
    }

    private static final class Worker implements Runnable {
        private final int delta;
        private final Counter counter;
        private final RunContext context;
        private int steps;
        private boolean reachedGoal;

        Worker(int delta, Counter counter, RunContext context) {
            this.delta = delta;
            this.counter = counter;
            this.context = context;
        }

        @Override
        public void run() {
            RandomGenerator random = context.random(delta);
            int goal = context.get(GOAL);
            int limit = context.get(LIMIT);
            try {
                while (!reachedGoal && steps < limit) {
                    if (counter.step(delta, goal)) {
                        steps++;
                        tell(goal);
                        context.pause(Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis())));
                    } else {
                        reachedGoal = true;
                    }
                }
                context.event(
                        (reachedGoal ? "finds the goal reached after " : "gives up after ")
                                + steps
                                + " steps");
            } catch (InterruptedException _) {
                context.event("is cancelled after " + steps + " steps");
            }
        }

        private void tell(int goal) {
            if (steps % Math.max(1, goal / TOLD) == 0) {
                context.event("has taken " + steps + " steps");
            }
        }
    }
}
