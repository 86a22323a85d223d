// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.threads.Life.Stage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A thread is led through every state of its life, and watched from outside by {@link
 * Thread#getState}. Compare what it does with the state that it is then in: two stages can have the
 * same one.
 *
 * <p>Nothing is left to luck: the thread stays in a state until the observer, having seen it, lets
 * it go on. Whoever sleeps is woken by an interrupt, whoever waits by its latch, whoever is blocked
 * by the monitor that the observer holds.
 *
 * <pre>{@code tandem run threads.states --variant virtual --pace 1}</pre>
 */
final class States implements Workload {

    private static final String LESSON =
            """
            A thread is new until it is started, then runnable until its method ends, then dead. In
            between it leaves the processor of its own accord, to sleep, to wait for another or to
            enter a monitor, and comes back as runnable. Java has one state for a thread that could
            run and a thread that does run, since the scheduler changes one into the other at any
            moment: that a thread runs can only be told from its progress.
            """;

    private static final Parameter<Duration> PATIENCE =
            duration(
                    "patience",
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    "how long the observer looks for a state before it gives up");

    private static final Label EVERY_STATE =
            acceptable(
                    "every-state",
                    "each state was seen while the thread was doing what leads to it");
    private static final Label NOT_SEEN =
            forbidden("state-not-seen", "the thread did not get to a state within the patience")
                    .unseen("a thread gets there in far less than the patience");

    private static final Variants<Thread.Builder> WAYS =
            Variants.of(
                    sound(
                            "platform",
                            "a platform thread, which the operating system schedules",
                            Thread::ofPlatform),
                    sound(
                            "virtual",
                            "a virtual thread, which the Java runtime schedules",
                            Thread::ofVirtual));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.states", "The states of a thread, from new to dead", LESSON)
                    .with(PATIENCE)
                    .with(WAYS)
                    .with(EVERY_STATE, NOT_SEEN)
                    .teaches(Thread.class, Thread.State.class, CountDownLatch.class)
                    .notes("Life of a thread: thread state and its flow chart")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Life life = new Life(context);
        Thread thread = context.make(WAYS).name("subject").unstarted(life);
        StateObserver observer = new StateObserver(context, context.get(PATIENCE), thread, life);
        try {
            observer.lookFor(Stage.NEW);
            thread.start();
            observer.lookFor(Stage.STARTED);
            observer.lookFor(Stage.RUNNING);
            life.mayRest = true;
            observer.lookFor(Stage.SLEEPING);
            thread.interrupt();
            observer.lookFor(Stage.WAITING);
            life.signal.countDown();
            observer.lookFor(Stage.TIMED_WAITING);
            synchronized (life.monitor) {
                life.timedSignal.countDown();
                observer.lookFor(Stage.BLOCKED);
            }
            observer.lookFor(Stage.DEAD);
        } finally {
            life.letGo();
            thread.interrupt();
            thread.join();
        }
        Outcome.Observed observed = (observer.sawAll() ? EVERY_STATE : NOT_SEEN).observed();
        for (var seen : observer.seen().entrySet()) {
            observed = observed.with(seen.getKey().key(), seen.getValue().toString());
        }
        return observed.with("flowChart", new FlowChart(observer.seen()).draw());
    }
}
