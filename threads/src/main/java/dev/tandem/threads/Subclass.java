// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One task, as a subclass of {@link Thread} and as a {@link Runnable} that is handed to one. Look
 * at which thread has constructed the task and which has run it.
 *
 * <p>The trap of both ways is to call {@code run} in place of {@code start}: nothing fails, the
 * work is done, and no thread has done it but the caller. It was seen in each of 100 runs, and so
 * was the thread that is still new when its work is done.
 *
 * <pre>{@code tandem run threads.subclass --variant run-called}</pre>
 */
final class Subclass implements Workload {

    private static final String LESSON =
            """
            A subclass of Thread is task and thread in one: it can run in a platform thread of its
            own, once, and nowhere else. A Runnable is the task alone, and whoever has one decides
            whether a platform thread, a virtual thread or a pool runs it: prefer that. In both ways
            the constructor runs in the thread that creates the object, and run() in a new thread
            only when start() is called; whoever calls run() runs it.
            """;

    private static final Label OWN_THREAD =
            acceptable("own-thread", "the task ran in the thread that was made for it");
    private static final Label CALLERS_THREAD =
            forbidden("callers-thread", "the task ran in the thread of the caller");

    @SuppressWarnings("DoNotCall") // a compiler that knows of the trap is told that it is meant
    private static final Variants<Way> WAYS =
            Variants.of(
                    sound(
                            "runnable",
                            "a Runnable that is handed to a platform thread",
                            () ->
                                    new Way(
                                            log -> Thread.ofPlatform().unstarted(new Task(log)),
                                            Thread::start)),
                    sound(
                            "virtual",
                            "the same Runnable, handed to a virtual thread",
                            () ->
                                    new Way(
                                            log -> Thread.ofVirtual().unstarted(new Task(log)),
                                            Thread::start)),
                    sound(
                            "subclass",
                            "a subclass of Thread",
                            () -> new Way(Worker::new, Thread::start)),
                    flawed(
                            "run-called",
                            "the same subclass, of which run() is called and not start()",
                            CALLERS_THREAD,
                            () -> new Way(Worker::new, Thread::run)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.subclass", "A subclass of Thread, and a Runnable", LESSON)
                    .with(WAYS)
                    .with(OWN_THREAD, CALLERS_THREAD)
                    .teaches(Thread.class, Runnable.class)
                    .notes("The ways to start a thread: a class that inherits from Thread")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Way way = context.make(WAYS);
        Log log = new Log(context);
        Thread thread = way.maker.apply(log);
        thread.setName("worker");
        context.event("has created the thread, which is " + thread.getState());
        context.pause(Duration.ofSeconds(1));
        try {
            way.beginner.accept(thread);
            context.event("has had it begin");
            thread.join();
        } finally {
            thread.interrupt();
            thread.join();
        }
        context.event("sees the thread " + thread.getState());
        return (log.ranIn.equals(thread.getName()) ? OWN_THREAD : CALLERS_THREAD)
                .observed()
                .with("constructedIn", log.constructedIn)
                .with("ranIn", log.ranIn)
                .with("threadAfterwards", thread.getState().toString());
    }

    /** How a thread is made for the task, and how it is had to begin. */
    private record Way(Function<Log, Thread> maker, Consumer<Thread> beginner) {}

    /** The task as a Runnable. */
    private static final class Task implements Runnable {
        private final Log log;

        Task(Log log) {
            this.log = log;
            log.constructed();
        }

        @Override
        public void run() {
            log.ran();
        }
    }

    /** The task as a Thread. */
    private static final class Worker extends Thread {
        private final Log log;

        Worker(Log log) {
            this.log = log;
            log.constructed();
        }

        @Override
        public void run() {
            log.ran();
        }
    }

    /** Keeps the names of the threads that construct and run the task. */
    private static final class Log {
        private final RunContext context;
        private String constructedIn = "";
        private String ranIn = "";

        Log(RunContext context) {
            this.context = context;
        }

        private void constructed() {
            constructedIn = Thread.currentThread().getName();
        }

        private void ran() {
            ranIn = Thread.currentThread().getName();
            context.event("runs the task");
        }
    }
}
