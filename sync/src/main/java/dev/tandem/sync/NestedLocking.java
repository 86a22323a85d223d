package dev.tandem.sync;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import dev.tandem.spi.locks.ObservableLock;
import dev.tandem.spi.locks.OwnedLock;
import dev.tandem.spi.locks.WaitForGraph;
import dev.tandem.spi.locks.WaitForGraph.Edge;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A method that holds a lock calls another one that takes the same lock. */
final class NestedLocking implements Workload {

    private static final long LOOK_EVERY_MILLIS = 20;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.rlock-or-lock")
                    .title("Reentrant lock or plain lock")
                    .lesson(
                            """
                            A thread that holds a lock and asks for it again gets it when the lock
                            is reentrant: it counts how often it is held. A plain mutex does not
                            look who is asking. The thread waits until it lets go itself, which is
                            never: a deadlock with one participant. Reentrancy is what lets a public
                            method that locks be called from another one that locks; the other way
                            is a private method that is only called with the lock held.
                            """)
                    .flawed("broken", "a mutex that is not reentrant", "self-deadlock")
                    .variant("fixed", "a reentrant lock")
                    .acceptable(
                            "both-modified",
                            "the nested calls went through and both fields have changed")
                    .forbidden(
                            "self-deadlock", "the thread waits for the lock that it holds itself")
                    .explorable(Level.SYNC)
                    .build();

    /** Two fields under one lock, to be modified one at a time or both together. */
    private static final class Pair {
        private final RunContext context;
        private final OwnedLock lock;
        private int a = 1;
        private int b = 2;

        private Pair(RunContext context, OwnedLock lock) {
            this.context = context;
            this.lock = lock;
        }

        private void modifyA() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                context.event("modifies a");
                context.pause(Duration.ofSeconds(2));
                a = a + 1;
            } finally {
                lock.unlock();
            }
        }

        private void modifyB() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                context.event("modifies b");
                context.pause(Duration.ofSeconds(2));
                b = b - 1;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Nobody is to see a modified and b not, so the lock is held over both calls, and each
         * takes it again.
         */
        private Void modifyBoth() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                context.event("holds " + lock.name() + " and goes on to modify a and b");
                modifyA();
                modifyB();
                return null;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        OwnedLock lock =
                context.isVariant("broken")
                        ? new Mutex("the mutex")
                        : new ObservableLock("the reentrant lock");
        Pair pair = new Pair(context, lock);
        try (ExecutorService executor =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("worker").factory())) {
            try {
                Future<?> both = executor.submit(pair::modifyBoth);
                executor.shutdown();
                while (!executor.awaitTermination(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    Optional<List<Edge>> circle = WaitForGraph.findCycle(List.of(lock));
                    if (circle.isPresent()) {
                        return explain(circle.get().getFirst());
                    }
                }
                both.get();
            } finally {
                executor.shutdownNow();
            }
        }
        return Outcome.observed("both-modified").with("a", pair.a).with("b", pair.b);
    }

    /**
     * The stack of the thread that waits for itself shows both calls: the one that waits, and the
     * one that holds.
     */
    private static Outcome explain(Edge self) {
        List<String> calls =
                Arrays.stream(self.waiter().getStackTrace())
                        .filter(frame -> frame.getClassName().equals(Pair.class.getName()))
                        .map(frame -> frame.getMethodName() + ", line " + frame.getLineNumber())
                        .toList();
        return Outcome.observed("self-deadlock")
                .with("circle", self.toString())
                .with("calls", calls);
    }
}
