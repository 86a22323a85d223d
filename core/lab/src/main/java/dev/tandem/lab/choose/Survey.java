// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.WarmUp;
import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.spi.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures a job without any model: what its parts take, and how fast threads that share them out
 * are. Used by one thread; what is known so far can be asked for by any.
 *
 * <ol>
 *   <li>Warm up, until the times have settled.
 *   <li>Once with 1, 2, 4 … threads, until twice as many gain nothing twice in a row.
 *   <li>Again with each of them, as long as there is time and until the virtual machine has had
 *       some to compile what is short; what counts is the last times.
 *   <li>Once more with the most of them, to see what is waited for.
 * </ol>
 */
final class Survey {

    private static final int WORKERS_TO_WARM_UP = 16;
    private static final int MOST_WORKERS = 256;

    /** With these the law has more measurements than coefficients. */
    private static final int MOST_ROUNDS = 7;

    /** A run that is short is faster still when it has been done for that long. */
    private static final long SETTLING_NANOS = 1_000_000_000;

    private static final double GAIN = 1.05;

    /** With less waiting it does not matter what for. */
    private static final double LEAST_WAITING = 0.1;

    private final Work<?> work;
    private final int processors;
    private final int mostWorkers;
    private final LongSupplier clock;
    private final ChoiceWatcher watcher;
    private final NavigableMap<Integer, List<Double>> rates = new TreeMap<>();
    private long[] expected = {};
    private double partNanos;
    private @Nullable Pass alone;
    private Optional<List<Wait>> waits = Optional.empty();

    /**
     * @param mostWorkers of which a model may make use
     */
    Survey(
            Work<?> work,
            int processors,
            int mostWorkers,
            LongSupplier clock,
            ChoiceWatcher watcher) {
        this.work = work;
        this.processors = processors;
        this.mostWorkers = Math.clamp(mostWorkers, 1, MOST_WORKERS);
        this.clock = clock;
        this.watcher = watcher;
    }

    /** The digests that every run must give: those of the first pass. */
    long[] expected() {
        return expected;
    }

    /**
     * @param limitNanos after which nothing is measured again
     * @throws DifferentResults when a pass gives others than the first
     * @throws Exception the failure of a part
     */
    void run(long limitNanos, WaitProbe probe) throws Exception {
        warmUp();
        long start = clock.getAsLong();
        for (int workers : Curve.doublings(mostWorkers)) {
            pass(workers);
            if (hasLevelledOff(workers)) {
                break;
            }
        }
        List<Integer> numbers = List.copyOf(rates.keySet());
        for (int round = 1; round < MOST_ROUNDS || !isOver(start, SETTLING_NANOS); round++) {
            for (int workers : numbers) {
                if (isOver(start, limitNanos)) {
                    look(probe);
                    return;
                }
                pass(workers);
            }
        }
        look(probe);
    }

    private boolean isOver(long start, long nanos) {
        return clock.getAsLong() - start >= nanos;
    }

    private void warmUp() throws Exception {
        watcher.surveys("warming up");
        var warmUp = new WarmUp();
        int workers = Math.min(work.size(), Math.max(processors, WORKERS_TO_WARM_UP));
        while (!warmUp.isOver()) {
            warmUp.ran(checked(workers).nanos());
        }
    }

    private void pass(int workers) throws Exception {
        watcher.surveys("measuring with " + workers + (workers == 1 ? " thread" : " threads"));
        Pass pass = checked(workers);
        synchronized (this) {
            List<Double> last = rates.computeIfAbsent(workers, _ -> new ArrayList<>());
            last.add(pass.rate());
            if (last.size() > MOST_ROUNDS) {
                last.removeFirst();
            }
            if (workers == 1) {
                alone = pass;
            }
        }
    }

    private Pass checked(int workers) throws Exception {
        Pass pass = Pass.run(work, workers, partNanos);
        partNanos = pass.meanWall();
        if (expected.length == 0) {
            expected = pass.digests();
        }
        int first = Arrays.mismatch(expected, pass.digests());
        if (first >= 0) {
            throw new DifferentResults(first);
        }
        return pass;
    }

    private boolean hasLevelledOff(int workers) {
        return workers >= 2 * processors
                && gain(workers, workers / 2) < GAIN
                && gain(workers / 2, workers / 4) < GAIN;
    }

    private double gain(int workers, int fewer) {
        List<Double> more = rates.get(workers);
        List<Double> less = rates.get(fewer);
        return more == null || less == null
                ? Double.POSITIVE_INFINITY
                : more.getFirst() / less.getFirst();
    }

    private void look(WaitProbe probe) throws Exception {
        // Where there are too many, they wait for what there is not enough of.
        int most = rates.lastKey();
        if (profile().filter(Survey::isWaiting).isEmpty()) {
            return;
        }
        watcher.surveys("looking at what is waited for");
        Optional<List<Wait>> seen = probe.during(() -> checked(most));
        synchronized (this) {
            waits = seen;
        }
    }

    private static boolean isWaiting(PartProfile profile) {
        return profile.waitingShare() >= LEAST_WAITING
                && profile.wall().greatest() >= FlightRecording.LEAST_WAIT.toNanos();
    }

    /** Empty before a single thread has done all parts. */
    synchronized Optional<PartProfile> profile() {
        return Optional.ofNullable(alone).map(pass -> PartProfile.of(pass, waits));
    }

    synchronized Optional<Scaling> scaling() {
        return rates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Scaling(work.size(), curve(), processors));
    }

    private synchronized Curve curve() {
        return new Curve(
                rates.entrySet().stream().map(e -> new Sample(e.getKey(), e.getValue())).toList());
    }
}
