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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A price list that is read by many and changed by one: two numbers that belong together. Look at
 * how many read at the same time, and at whether one of them saw half of a change.
 *
 * <pre>{@code tandem run sync.readwrite --variant broken}</pre>
 */
final class ReadWrite implements Workload {

    private static final String LESSON =
            """
            Readers do not disturb each other, only writers do. A lock for reading and writing lets
            any number of readers in together, and a writer in alone. Without a lock a reader can
            see the first half of a change; with a plain lock readers queue up for no reason. It
            pays when reading takes long and writing is rare: for a few fields a plain lock, or one
            reference to an immutable object, is quicker and simpler.
            """;

    private static final Parameter<Integer> READERS =
            integer("readers", 4, 1, 64, "how many threads read");
    private static final Parameter<Integer> CHANGES =
            integer("changes", 200_000, 1, 10_000_000, "how often the one writer changes the list");

    private static final Label WHOLE = acceptable("whole", "nobody saw half of a change");
    private static final Label TORN =
            forbidden("torn", "a reader saw one number of a change and not the other");

    /** No lock at all, which looks like one. */
    private static ReadWriteLock none() {
        return new ReadWriteLock() {
            @Override
            public Lock readLock() {
                return new ReentrantLock();
            }

            @Override
            public Lock writeLock() {
                return new ReentrantLock();
            }
        };
    }

    /** One lock for both. */
    private static ReadWriteLock plain() {
        Lock lock = new ReentrantLock();
        return new ReadWriteLock() {
            @Override
            public Lock readLock() {
                return lock;
            }

            @Override
            public Lock writeLock() {
                return lock;
            }
        };
    }

    private static final Variants<ReadWriteLock> WAYS =
            Variants.of(
                    flawed("broken", "a lock for each, that nobody shares", TORN, ReadWrite::none),
                    sound(
                            "fixed",
                            "a lock for reading and writing",
                            () -> new ReentrantReadWriteLock()),
                    sound("lock", "one plain lock", ReadWrite::plain));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.readwrite", "Readers together, a writer alone", LESSON)
                    .with(READERS, CHANGES)
                    .with(WAYS)
                    .with(WHOLE, TORN)
                    .teaches(ReadWriteLock.class, ReentrantReadWriteLock.class)
                    .build();

    /** Net and gross change together. */
    private static final class Prices {
        private long net;
        private long gross;
    }

    private static final class Watch {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger torn = new AtomicInteger();
        private volatile boolean closed;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int readers = context.get(READERS);
        int changes = context.get(CHANGES);
        ReadWriteLock lock = context.make(WAYS);
        Prices prices = new Prices();
        Watch watch = new Watch();
        try (Crew crew = Crew.named("reader-")) {
            crew.together(
                    readers + 1,
                    i -> {
                        if (i == readers) {
                            write(prices, lock.writeLock(), changes, watch);
                            context.event("has changed the prices " + Count.of(changes, "time"));
                        } else {
                            int times = read(prices, lock.readLock(), watch);
                            context.event("has read the prices " + Count.of(times, "time"));
                        }
                    });
        }
        return (watch.torn.get() == 0 ? WHOLE : TORN)
                .observed()
                .with("torn", watch.torn.get())
                .with("mostReadersAtOnce", watch.most.get());
    }

    private static void write(Prices prices, Lock lock, int changes, Watch watch)
            throws InterruptedException {
        try {
            for (int i = 1; i <= changes; i++) {
                lock.lockInterruptibly();
                try {
                    prices.net = i;
                    Thread.onSpinWait();
                    prices.gross = i;
                } finally {
                    lock.unlock();
                }
            }
        } finally {
            watch.closed = true;
        }
    }

    private static int read(Prices prices, Lock lock, Watch watch) throws InterruptedException {
        int times = 0;
        while (!watch.closed) {
            lock.lockInterruptibly();
            try {
                watch.most.accumulateAndGet(watch.inside.incrementAndGet(), Math::max);
                long gross = prices.gross;
                Thread.onSpinWait();
                long net = prices.net;
                watch.torn.addAndGet(net == gross ? 0 : 1);
                watch.inside.decrementAndGet();
            } finally {
                lock.unlock();
            }
            times++;
        }
        return times;
    }
}
