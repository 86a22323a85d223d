// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Worker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A model while it is compared: its session and what is known of it so far. Guarded by its own
 * monitor, because a comparison that ignores its cancellation is reported while it still runs; runs
 * themselves are made outside of the monitor.
 */
final class Contestant implements AutoCloseable {

    private final ExecutionModel model;
    private final WarmUp warmUp = new WarmUp();
    private final List<ProcessHandle> workers = new CopyOnWriteArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private Standing standing = new Standing.Waiting();
    private OptionalLong startupNanos = OptionalLong.empty();
    private @Nullable Session session;

    Contestant(ExecutionModel model) {
        this.model = model;
    }

    String id() {
        return model.id();
    }

    WarmUp warmUp() {
        return warmUp;
    }

    /** Whether it is still worth running. */
    synchronized boolean isInTheRace() {
        return session != null && !isOut();
    }

    private boolean isOut() {
        return !(standing instanceof Standing.Waiting || standing instanceof Standing.Agrees);
    }

    void open(JobRun<?> job, Resources resources, LongSupplier clock) throws Exception {
        if (model.availability(job) instanceof Unavailable why) {
            is(new Standing.Missing(why));
            return;
        }
        long start = clock.getAsLong();
        try {
            Session opened = model.open(job, recording(resources));
            synchronized (this) {
                session = opened;
                startupNanos = OptionalLong.of(clock.getAsLong() - start);
            }
        } catch (TandemException.Missing e) {
            is(new Standing.Missing(new Unavailable(e.reason(), e.remedy())));
        }
    }

    private Resources recording(Resources resources) {
        return new Resources(
                resources.parallelism(),
                request -> {
                    Worker worker = resources.workers().start(request);
                    workers.add(worker.process());
                    return worker;
                });
    }

    /** The worker processes that it has now. */
    List<Long> workers() {
        return workers.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList();
    }

    synchronized Session session() {
        if (session == null) {
            throw new IllegalStateException(id() + " is not open");
        }
        return session;
    }

    synchronized void is(Standing now) {
        standing = now;
    }

    synchronized void add(Sample sample) {
        samples.add(sample);
    }

    /** Compares the digests of a run with those of the baseline. */
    void check(long[] expected, long[] digests) {
        if (Arrays.equals(expected, digests)) {
            is(new Standing.Agrees());
            return;
        }
        String reason;
        if (expected.length != digests.length) {
            reason =
                    String.format(
                            Locale.ROOT,
                            "it gave %,d results for %,d parts",
                            digests.length,
                            expected.length);
        } else {
            int first = Arrays.mismatch(expected, digests);
            long wrong = 0;
            for (int i = 0; i < expected.length; i++) {
                wrong += expected[i] == digests[i] ? 0 : 1;
            }
            reason =
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d results differ, the first at part %,d",
                            wrong,
                            expected.length,
                            first);
        }
        is(new Standing.Differs(reason));
    }

    @Override
    public void close() {
        Session opened;
        synchronized (this) {
            opened = session;
            session = null;
        }
        if (opened != null) {
            opened.close();
        }
    }

    synchronized Standing standing() {
        return standing;
    }

    /** The measured runs so far; none of a model whose results cannot be trusted. */
    synchronized List<Sample> samples() {
        return isOut() ? List.of() : List.copyOf(samples);
    }

    /** Whether the median of its times is known to that share of it. */
    boolean isWithin(double share) {
        return Medians.isWithin(share, Summary.nanos(samples()));
    }

    synchronized OptionalLong startupNanos() {
        return startupNanos;
    }

    ExecutionModel model() {
        return model;
    }
}
