// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.RunContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The life of the observed thread: a stage after another, each of which ends when the observer says
 * so.
 */
final class Life implements Runnable {
    private static final Duration LONG = Duration.ofHours(1);

    final Object monitor = new Object();
    final CountDownLatch signal = new CountDownLatch(1);
    final CountDownLatch timedSignal = new CountDownLatch(1);
    volatile boolean mayRest;
    volatile Stage stage = Stage.NEW;
    final AtomicLong progress = new AtomicLong();

    private final RunContext context;

    Life(RunContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        try {
            enter(Stage.RUNNING, "runs");
            while (!mayRest) {
                progress.incrementAndGet();
            }
            enter(Stage.SLEEPING, "goes to sleep");
            sleepUntilWoken();
            enter(Stage.WAITING, "waits for a signal, for as long as it takes");
            signal.await();
            enter(Stage.TIMED_WAITING, "waits for another signal, for an hour at most");
            timedSignal.await(LONG.toMinutes(), TimeUnit.MINUTES);
            enter(Stage.BLOCKED, "wants to enter a monitor that another thread holds");
            synchronized (monitor) {
                context.event("has entered the monitor");
            }
            enter(Stage.DEAD, "has nothing left to do");
        } catch (InterruptedException _) {
            context.event("is cancelled while " + stage.title);
        }
    }

    private void enter(Stage next, String text) {
        context.event(text);
        stage = next;
    }

    // To be woken is the point: the interrupt is the alarm clock here, and there is nobody else to
    // be told of it.
    @SuppressWarnings("InterruptedExceptionSwallowed")
    private void sleepUntilWoken() {
        try {
            Thread.sleep(LONG);
        } catch (InterruptedException _) {
            context.event("is woken by an interrupt");
        }
    }

    /** Opens every gate, so that nothing keeps the thread from its end. */
    void letGo() {
        mayRest = true;
        signal.countDown();
        timedSignal.countDown();
    }

    /** What the thread is doing, and the state that it must then be seen in. */
    enum Stage {
        NEW("new", Thread.State.NEW),
        STARTED("runnable", Thread.State.RUNNABLE),
        RUNNING("running", Thread.State.RUNNABLE),
        SLEEPING("sleeping", Thread.State.TIMED_WAITING),
        WAITING("waiting", Thread.State.WAITING),
        TIMED_WAITING("timed waiting", Thread.State.TIMED_WAITING),
        BLOCKED("blocked", Thread.State.BLOCKED),
        DEAD("dead", Thread.State.TERMINATED);

        final String title;
        final Thread.State state;

        Stage(String title, Thread.State state) {
            this.title = title;
            this.state = state;
        }

        /** The title as the name of a value in a document. */
        String key() {
            int gap = title.indexOf(' ');
            return gap < 0
                    ? title
                    : title.substring(0, gap)
                            + Character.toUpperCase(title.charAt(gap + 1))
                            + title.substring(gap + 2);
        }
    }
}
