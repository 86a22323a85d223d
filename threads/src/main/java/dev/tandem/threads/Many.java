// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.spi.os.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Ten threads, a hundred, a thousand and so on, all alive at the same time: look at what one of
 * them takes in time and in memory, and at where the platform threads come to an end.
 *
 * <p>The time is from the first start until all that were added have begun. The memory of a
 * platform thread is looked for in what the process has in physical memory, for its stack lies
 * outside the heap; the kernel's own share is not in it. That of a virtual thread is looked for in
 * the heap, after a collection. Of fewer than ten thousand it cannot be told from all else that
 * changes.
 *
 * <p>Platform threads are many when they use up half of what the kernel has room for, see {@link
 * ThreadRoom}: the rest is for all others on the machine.
 *
 * <pre>{@code tandem run threads.many -p platform=1000000}</pre>
 */
final class Many implements Workload {

    private static final String LESSON =
            """
            A platform thread is a thread of the operating system: it has a stack of its own, of
            which a megabyte of addresses is set aside and some dozen kilobytes are used, and it is
            one of so many that the kernel allows. A virtual thread that waits is a small object in
            the heap. So platform threads are counted in thousands, and are pooled; virtual threads
            are counted in hundred thousands, and each task has its own.
            """;

    private static final Parameter<Integer> PLATFORM =
            integer("platform", 10_000, 10, 1_000_000, "how many platform threads at the most");
    private static final Parameter<Integer> VIRTUAL =
            integer("virtual", 100_000, 10, 1_000_000, "how many virtual threads at the most");

    private static final Label ALL_LIVED =
            acceptable("all-lived", "as many threads as were asked for lived at the same time");
    private static final Label STOPPED =
            interesting("stopped", "fewer threads were started than were asked for")
                    .unseen("it depends on the machine how many are too many");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.many", "From ten threads to a hundred thousand", LESSON)
                    .with(PLATFORM, VIRTUAL)
                    .with(ALL_LIVED, STOPPED)
                    .needs(Needs.PROC)
                    .teaches(Thread.class)
                    .notes("Starting loads of threads")
                    .build();

    /** The first size; each other is ten times the one before, and the last what was asked for. */
    private static final int LEAST = 10;

    /** From so many threads on, what they take is told from what else changes. */
    private static final int TELLING = 10_000;

    private final Path root;

    Many() {
        this(Path.of("/"));
    }

    /**
     * @param root of the file system in which the limits of the machine are read
     */
    Many(Path root) {
        this.root = root;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<String> stops = new ArrayList<>();
        grow(context, ThreadKind.platform(root), context.get(PLATFORM), rows).ifPresent(stops::add);
        grow(context, ThreadKind.virtual(), context.get(VIRTUAL), rows).ifPresent(stops::add);
        Outcome.Observed observed =
                (stops.isEmpty() ? ALL_LIVED : STOPPED).observed().with("lived", table(rows));
        return stops.isEmpty() ? observed : observed.with("stopped", stops);
    }

    /**
     * Starts ever more threads of a kind, and leaves the machine half of what it has room for.
     *
     * @return where and why it has stopped, when that was before the number that was asked for
     */
    private static Optional<String> grow(
            RunContext context, ThreadKind kind, int asked, List<Row> rows)
            throws InterruptedException, ExecutionException {
        int most = (int) Math.min(asked, kind.limit().room() / 2);
        Held held = new Held(context, kind.crew().apply("thread-"));
        try (held) {
            long before = kind.memory().getAsLong();
            for (int count : sizes(most)) {
                int more = count - held.threads;
                long nanos = held.grow(more);
                context.event("holds " + Count.of(count, kind.name() + " thread"));
                long bytes = kind.memory().getAsLong() - before;
                rows.add(new Row(kind.name(), count, more, nanos, bytes));
            }
        } catch (OutOfMemoryError e) {
            return Optional.of(stop(kind, held.threads, asked, "of " + e));
        }
        String why = kind.limit().name() + " has room for twice as many and no more";
        return most == asked ? Optional.empty() : Optional.of(stop(kind, most, asked, why));
    }

    private static String stop(ThreadKind kind, int at, int asked, String why) {
        return kind.name() + " threads: at " + at + " of " + asked + ", because " + why;
    }

    /** From {@link #LEAST} on, each ten times the one before, and the last. */
    private static List<Integer> sizes(int most) {
        List<Integer> sizes = new ArrayList<>();
        for (int size = LEAST; size < most; size *= 10) {
            sizes.add(size);
        }
        if (most > 0) {
            sizes.add(most);
        }
        return sizes;
    }

    /** Threads that live until it is closed. */
    private static final class Held implements AutoCloseable {
        private final RunContext context;
        private final Crew crew;
        private int threads;

        Held(RunContext context, Crew crew) {
            this.context = context;
            this.crew = crew;
        }

        /**
         * Starts so many more.
         *
         * @return the nanoseconds until all of them have begun
         */
        long grow(int more) throws InterruptedException {
            CountDownLatch begun = new CountDownLatch(more);
            long start = System.nanoTime();
            for (int i = 0; i < more; i++) {
                crew.start(() -> {
                    begun.countDown();
                    // In no queue: a hundred thousand that leave one at once take minutes.
                    while (!Thread.currentThread().isInterrupted()) {
                        LockSupport.park();
                    }
                });
                threads++;
                // Starting does not block: a run that is cancelled has to look.
                context.pause(Duration.ZERO);
            }
            begun.await();
            return System.nanoTime() - start;
        }

        @Override
        public void close() throws ExecutionException {
            crew.close();
        }
    }

    /**
     * What was measured when so many threads were alive.
     *
     * @param added how many of them had been started last
     * @param nanos in what time
     * @param bytes what all of them take up
     */
    private record Row(String kind, int threads, int added, long nanos, long bytes) {}

    private static Table table(List<Row> rows) {
        return new Table(
                List.of("kind", "threads", "time of one", "memory of one"),
                rows.stream()
                        .map(row ->
                                List.<Object>of(
                                        row.kind,
                                        row.threads,
                                        Durations.human((double) row.nanos / row.added),
                                        memoryOfOne(row)))
                        .toList());
    }

    private static String memoryOfOne(Row row) {
        return row.threads < TELLING
                ? ""
                : String.format(Locale.ROOT, "%.1f KiB", row.bytes / 1024.0 / row.threads);
    }
}
