package dev.tandem.threads;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.threads.Life.Stage;
import java.time.Duration;

/**
 * A thread is led through every state of its life, and watched from outside by {@link
 * Thread#getState}.
 *
 * <p>Nothing is left to luck: the thread stays in a state until the observer, having seen it, lets
 * it go on. Whoever sleeps is woken by an interrupt, whoever waits by its latch, whoever is blocked
 * by the monitor that the observer holds.
 */
public final class States implements Workload {

    static final Parameter<Duration> PATIENCE =
            Parameter.duration(
                    "patience",
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    "how long the observer looks for a state before it concludes that the thread"
                            + " does not get there");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.states")
                    .title("The states of a thread, from new to dead")
                    .lesson(
                            """
                            A thread is new until it is started, then runnable until its method
                            ends, then dead. In between it leaves the processor of its own accord,
                            to sleep, to wait for another or to enter a monitor, and comes back as
                            runnable. Java has one state for a thread that could run and a thread
                            that does run, since the scheduler changes one into the other at any
                            moment: that a thread runs can only be told from its progress.
                            """)
                    .parameters(PATIENCE)
                    .variant("platform", "a platform thread, which the operating system schedules")
                    .variant("virtual", "a virtual thread, which the Java runtime schedules")
                    .acceptable(
                            "every-state",
                            "each state was seen while the thread was doing what leads to it")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        var life = new Life(context);
        Thread.Builder builder =
                context.isVariant("virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
        Thread thread = builder.name("subject").unstarted(life);
        var observer = new StateObserver(context, thread, life);
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
        return observer.conclude();
    }
}
