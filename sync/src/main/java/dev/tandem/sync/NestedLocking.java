// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.locks.ObservableLock;
import dev.tandem.spi.locks.OwnedLock;
import dev.tandem.spi.locks.WaitForGraph;
import dev.tandem.spi.locks.WaitForGraph.Edge;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A method that holds a lock calls another one that takes the same lock.
 *
 * <pre>{@code tandem run sync.rlock-or-lock --variant broken}</pre>
 */
final class NestedLocking implements Workload {

    private static final String LESSON =
            """
            A thread that holds a lock and asks for it again gets it when the lock is reentrant: it
            counts how often it is held. A plain mutex does not look who is asking. The thread waits
            until it lets go itself, which is never: a deadlock with one participant. Reentrancy is
            what lets a public method that locks be called from another one that locks; the other
            way is a private method that is only called with the lock held.
            """;

    private static final Label BOTH_MODIFIED =
            acceptable("both-modified", "the nested calls went through, both fields have changed");
    private static final Label SELF_DEADLOCK =
            forbidden("self-deadlock", "the thread waits for the lock that it holds itself");

    private static final Variants<OwnedLock> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a mutex that is not reentrant",
                            SELF_DEADLOCK,
                            () -> new Mutex("the mutex")),
                    sound(
                            "fixed",
                            "a reentrant lock",
                            () -> new ObservableLock("the reentrant lock")));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.rlock-or-lock", "Reentrant lock or plain lock", LESSON)
                    .with(WAYS)
                    .with(BOTH_MODIFIED, SELF_DEADLOCK)
                    .teaches(ReentrantLock.class)
                    .notes("the same two fields under a Lock and under an RLock")
                    .explorable(SYNC)
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

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
        private void modifyBoth() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                context.event("holds " + lock.name() + " and goes on to modify a and b");
                modifyA();
                modifyB();
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
        OwnedLock lock = context.make(WAYS);
        Pair pair = new Pair(context, lock);
        try (Crew crew = Crew.named("worker-")) {
            crew.start("worker", pair::modifyBoth);
            while (!crew.join(LOOK_EVERY)) {
                Optional<List<Edge>> circle = WaitForGraph.findCycle(List.of(lock));
                if (circle.isPresent()) {
                    return explain(circle.get().getFirst());
                }
            }
        }
        return BOTH_MODIFIED.observed().with("a", pair.a).with("b", pair.b);
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
        return SELF_DEADLOCK.observed().with("circle", self.toString()).with("calls", calls);
    }
}
