// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Crew;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Work;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All parts of a job, done once by threads that share them out among themselves: whoever is done
 * with some takes the next.
 *
 * @param workers how many threads
 * @param nanos from the common start until the last part was done
 * @param digests of each part
 * @param wall what a part took, the mean of those that were taken together
 * @param cpu how long a part had a processor, likewise
 * @param waitingNanos of all threads, for something else than a processor; for a processor too
 *     where the kernel does not tell
 * @param allocatedBytes of all threads; empty where that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // made once a pass, and read in this package
record Pass(
        int workers,
        long nanos,
        long[] digests,
        double[] wall,
        double[] cpu,
        long waitingNanos,
        OptionalLong allocatedBytes) {

    /** What the clocks cost must be little beside what they measure. */
    private static final double LEAST_NANOS = 50_000;

    /** So that nobody waits long for the thread with the last ones. */
    private static final int FEWEST_TURNS = 16;

    /**
     * Runs all parts.
     *
     * @param partNanos about what a part takes; 0 when nobody knows
     * @throws InterruptedException when interrupted; no thread is left then
     * @throws Exception the first failure of a part
     */
    static Pass run(Work<?> work, int workers, double partNanos) throws Exception {
        int size = work.size();
        int together =
                partNanos == 0
                        ? 1
                        : (int) Math.min(Integer.MAX_VALUE, Math.ceil(LEAST_NANOS / partNanos));
        int most = Math.max(1, size / (workers * FEWEST_TURNS));
        var chunks = Chunk.split(size, Math.ceilDiv(size, Math.min(together, most)));
        var pass = new Measured(work, chunks, workers);
        long nanos;
        // The threads are there before the time is taken: what starting them costs is told apart.
        try (Crew crew = Crew.named("choose-")) {
            crew.together(workers, _ -> pass.take());
            nanos = pass.end.get() - pass.start.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
        return new Pass(
                workers,
                Math.max(1, nanos),
                pass.digests,
                pass.wall,
                pass.cpu,
                pass.waitingNanos(),
                pass.allocated.get() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(pass.allocated.get()));
    }

    /** How many parts it did a second. */
    double rate() {
        return digests.length * 1e9 / nanos;
    }

    /** What a part took, the mean of all. */
    double meanWall() {
        return mean(wall);
    }

    double meanCpu() {
        return mean(cpu);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static Exception unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case Exception exception -> exception;
            case Error error -> throw error;
            case null, default -> e;
        };
    }

    /** What the threads of a pass share. Each writes its own stretches of the arrays. */
    private static final class Measured {

        private final Work<?> work;
        private final List<Chunk> chunks;
        private final CountDownLatch ready;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong start = new AtomicLong(Long.MAX_VALUE);
        private final AtomicLong end = new AtomicLong(Long.MIN_VALUE);
        private final AtomicLong queued = new AtomicLong();
        private final AtomicLong allocated = new AtomicLong();
        private final long[] digests;
        private final double[] wall;
        private final double[] cpu;

        Measured(Work<?> work, List<Chunk> chunks, int workers) {
            this.work = work;
            this.chunks = chunks;
            ready = new CountDownLatch(workers);
            digests = new long[work.size()];
            wall = new double[digests.length];
            cpu = new double[digests.length];
        }

        void take() throws Exception {
            var used = ThreadClock.now();
            // To read the clocks of hundreds of threads takes longer than many a part.
            ready.countDown();
            ready.await();
            start.accumulateAndGet(System.nanoTime(), Math::min);
            for (int i = next.getAndIncrement(); i < chunks.size(); i = next.getAndIncrement()) {
                compute(chunks.get(i));
            }
            end.accumulateAndGet(System.nanoTime(), Math::max);
            var total = ThreadClock.now().since(used);
            queued.addAndGet(total.queuedNanos());
            allocated.accumulateAndGet(
                    total.allocatedBytes(), (a, b) -> a < 0 || b < 0 ? -1 : a + b);
        }

        long waitingNanos() {
            double nanos = Arrays.stream(wall).sum() - Arrays.stream(cpu).sum() - queued.get();
            return Math.max(0, (long) nanos);
        }

        /** By this name it is known who waits for a part; see {@link WaitProbe}. */
        private void compute(Chunk chunk) throws Exception {
            long wallNanos = System.nanoTime();
            long cpuNanos = ThreadClock.cpu();
            chunk.compute(work, digests, ProgressSink.NONE);
            cpuNanos = ThreadClock.cpu() - cpuNanos;
            wallNanos = System.nanoTime() - wallNanos;
            for (int i = chunk.from(); i < chunk.to(); i++) {
                wall[i] = (double) wallNanos / chunk.size();
                cpu[i] = (double) cpuNanos / chunk.size();
            }
        }
    }
}
