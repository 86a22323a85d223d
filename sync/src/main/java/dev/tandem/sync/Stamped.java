// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;

/**
 * A point that one thread moves and others read without a lock, hoping. Look at how often the hope
 * was in vain, and at what becomes of those who do not check.
 *
 * <pre>{@code tandem run sync.stamped --variant broken}</pre>
 */
final class Stamped implements Workload {

    private static final String LESSON =
            """
            An optimistic read takes no lock: it takes a stamp, reads, and asks whether a writer
            has been there since. If not, what was read belongs together, at the price of two looks
            at a number. If so, it is worth nothing and must not be used: read again, under the lock
            this time. Whoever forgets to ask has no protection at all. A stamped lock is not
            reentrant, and has no conditions.
            """;

    private static final Parameter<Integer> READERS =
            integer("readers", 3, 1, 64, "how many threads read");
    private static final Parameter<Integer> MOVES =
            integer("moves", 1_000_000, 1, 100_000_000, "how often the point is moved");

    private static final Label WHOLE =
            acceptable("whole", "every point that was used had been one");
    private static final Label TORN =
            forbidden("torn", "a point was used that had the x of one place and the y of another");

    /** How the point is read. */
    private interface Reading {
        /** Whether x and y belonged together when they were used. */
        boolean read(Point point);
    }

    /** On the diagonal, always: x and y are the same. */
    private static final class Point {
        private final StampedLock lock = new StampedLock();
        private final LongAdder optimistic = new LongAdder();
        private final LongAdder again = new LongAdder();
        private volatile boolean settled;
        private volatile long x;
        private volatile long y;

        void moveTo(long place) {
            long stamp = lock.writeLock();
            try {
                x = place;
                y = place;
            } finally {
                lock.unlockWrite(stamp);
            }
        }

        boolean readAndHope() {
            long seenX = x;
            long seenY = y;
            optimistic.increment();
            return seenX == seenY;
        }

        boolean readAndAsk() {
            long stamp = lock.tryOptimisticRead();
            if (stamp != 0) {
                long seenX = x;
                long seenY = y;
                if (lock.validate(stamp)) {
                    optimistic.increment();
                    return seenX == seenY;
                }
            }
            stamp = lock.readLock();
            try {
                again.increment();
                return x == y;
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    private static final Variants<Reading> WAYS =
            Variants.of(
                    flawed("broken", "reads and does not ask", TORN, () -> Point::readAndHope),
                    sound(
                            "fixed",
                            "asks whether a writer was there, and reads again under the lock if so",
                            () -> Point::readAndAsk));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.stamped", "Reading without a lock, and asking", LESSON)
                    .with(READERS, MOVES)
                    .with(WAYS)
                    .with(WHOLE, TORN)
                    .teaches(StampedLock.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int readers = context.get(READERS);
        int moves = context.get(MOVES);
        Reading reading = context.make(WAYS);
        Point point = new Point();
        LongAdder torn = new LongAdder();
        try (Crew crew = Crew.named("reader-")) {
            crew.together(
                    readers + 1,
                    i -> {
                        if (i == readers) {
                            move(point, moves);
                            context.event("has moved the point " + Count.of(moves, "time"));
                        } else {
                            read(point, reading, torn);
                            context.event("has read it until it was settled");
                        }
                    });
        }
        return (torn.sum() == 0 ? WHOLE : TORN)
                .observed()
                .with("torn", torn.sum())
                .with("withoutTheLock", point.optimistic.sum())
                .with("againUnderTheLock", point.again.sum());
    }

    private static void move(Point point, int moves) throws InterruptedException {
        try {
            for (int i = 1; i <= moves; i++) {
                point.moveTo(i);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            point.settled = true;
        }
    }

    private static void read(Point point, Reading reading, LongAdder torn)
            throws InterruptedException {
        while (!point.settled) {
            if (!reading.read(point)) {
                torn.increment();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
