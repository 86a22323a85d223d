// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

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
import dev.tandem.spi.locks.ObservableLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A thread takes a reentrant lock several deep and gives it back, while another waits for it. Look
 * at the hold count, which the lock keeps for its owner: the other gets in when it is zero.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         handed-on  deadlock
 * broken          0       100
 * fixed         100         0
 * </pre>
 *
 * <pre>{@code tandem run sync.rlock --variant broken}</pre>
 */
final class HoldCount implements Workload {

    private static final String LESSON =
            """
            A reentrant lock counts. Each time that its owner takes it again the count goes up by
            one, each unlock takes one off, and the lock is free when none is left. Whoever has
            taken it three times gives it back three times, which a finally beside every lock sees
            to by itself. After one unlock too few nobody else gets in, ever, even when the owner
            has long ended.
            """;

    private static final Parameter<Integer> DEPTH =
            integer("depth", 3, 2, 500, "how often the owner takes the lock");

    private static final Label HANDED_ON =
            acceptable("handed-on", "the other had the lock when every call had unlocked it");
    private static final Label DEADLOCK =
            forbidden("deadlock", "the other waits for a thread that has ended with the lock held");
    private static final Label TOO_EARLY =
            forbidden("too-early", "the other had the lock while its owner still held it")
                    .unseen("the lock lets nobody in before its hold count is zero");

    /** Which of the nested calls, each of which has locked, unlock again. */
    private enum Unlocking {
        OUTERMOST_CALL {
            @Override
            boolean isDoneBy(int level) {
                return level == 1;
            }
        },
        EVERY_CALL {
            @Override
            boolean isDoneBy(int level) {
                return true;
            }
        };

        abstract boolean isDoneBy(int level);
    }

    private static final Variants<Unlocking> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "the outermost call unlocks, as if once were enough",
                            DEADLOCK,
                            () -> Unlocking.OUTERMOST_CALL),
                    sound(
                            "fixed",
                            "every call unlocks what it has locked",
                            () -> Unlocking.EVERY_CALL));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.rlock", "A lock taken three deep", LESSON)
                    .with(DEPTH)
                    .with(WAYS)
                    .with(HANDED_ON, DEADLOCK, TOO_EARLY)
                    .teaches(ReentrantLock.class)
                    .notes("RLocks: modify_both holds the lock and calls modify_a and modify_b")
                    .explorable(SYNC, DEPTH.at(3))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final Duration WATCHABLE = Duration.ofSeconds(1);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        ObservableLock lock = new ObservableLock("the lock");
        Owner owner = new Owner(context, lock);
        Other other = new Other(context, owner);
        try (Crew crew = Crew.named("thread-")) {
            Thread thread = crew.start("owner", () -> owner.call(1));
            crew.start("other", other::waitForLock);
            while (!crew.join(LOOK_EVERY)) {
                if (!thread.isAlive() && lock.owner().filter(thread::equals).isPresent()) {
                    context.event("finds the lock held by a thread that has ended");
                    return DEADLOCK.observed().with("holdCount", owner.picture());
                }
            }
        }
        return (other.found == context.get(DEPTH) ? HANDED_ON : TOO_EARLY)
                .observed()
                .with("unlocksBeforeTheOther", other.found)
                .with("holdCount", owner.picture());
    }

    private static final class Owner {

        private final RunContext context;
        private final ReentrantLock lock;
        private final Unlocking unlocking;
        private final CountDownLatch deepest = new CountDownLatch(1);
        private final List<Integer> counts = new ArrayList<>();
        private int unlocks;

        Owner(RunContext context, ReentrantLock lock) {
            this.context = context;
            this.lock = lock;
            unlocking = context.make(WAYS);
        }

        /**
         * Locks, and calls itself until it is deep enough.
         *
         * @param level from 1
         */
        void call(int level) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                note("has locked");
                if (level < context.get(DEPTH)) {
                    call(level + 1);
                } else {
                    deepest.countDown();
                }
            } finally {
                if (unlocking.isDoneBy(level)) {
                    unlocks++;
                    lock.unlock();
                    note("has unlocked");
                }
            }
        }

        private void note(String what) throws InterruptedException {
            int count = lock.getHoldCount();
            counts.add(count);
            context.event(what + ": the hold count is " + count);
            context.pause(WATCHABLE);
        }

        Series picture() {
            List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
            for (int count : counts) {
                points.add(new Point(points.size(), count));
            }
            return Series.of("locks and unlocks", "hold count").with("owner", points);
        }
    }

    private static final class Other {

        private final RunContext context;
        private final Owner owner;
        private int found;

        Other(RunContext context, Owner owner) {
            this.context = context;
            this.owner = owner;
        }

        void waitForLock() throws InterruptedException {
            owner.deepest.await();
            context.event("asks for the lock");
            owner.lock.lockInterruptibly();
            try {
                found = owner.unlocks;
                context.event("has the lock, which was unlocked " + Count.of(found, "time"));
            } finally {
                owner.lock.unlock();
            }
        }
    }
}
