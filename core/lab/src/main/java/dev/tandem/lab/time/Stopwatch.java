// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.Workers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Times runs, each in a worker process that is started for it. */
public final class Stopwatch {

    private final Workers workers;
    private final LongSupplier clock;

    public Stopwatch(Workers workers) {
        this(workers, System::nanoTime);
    }

    Stopwatch(Workers workers, LongSupplier clock) {
        this.workers = workers;
        this.clock = clock;
    }

    /**
     * Makes one run. That there is no such form is part of the answer, and so is how it ended.
     *
     * @param classPath where the class of a job of one's own is found; empty for any other
     * @throws WorkerFailed when the process ends without an answer
     * @throws InterruptedException when interrupted; the process is then gone
     */
    public Timing time(TimedRun.What what, Launch form, String classPath)
            throws InterruptedException {
        long start = clock.getAsLong();
        Worker started;
        try {
            started = workers.start(what.request(form, classPath));
        } catch (Missing e) {
            return Timing.unavailable(form, e.reason() + "; " + e.remedy());
        }
        try (Worker worker = started;
                var peak = TreePeak.watch(worker.pid())) {
            long ready = clock.getAsLong();
            Verdict verdict = Verdict.valueOf(next(worker));
            String outcome = next(worker);
            long runNanos = Long.parseLong(next(worker));
            Optional<ResourceUsage> usage = TimedRun.usage(next(worker));
            long end = clock.getAsLong();
            // Between two looks it may have been more: then the kernel knows of one of them.
            long atLeast = usage.map(ResourceUsage::peakBytes).orElse(0L);
            long seen = Math.max(peak.bytes(), atLeast);
            return new Timing(
                    form,
                    verdict,
                    outcome,
                    ready - start,
                    runNanos,
                    end - start,
                    usage,
                    seen == 0 ? OptionalLong.empty() : OptionalLong.of(seen));
        }
    }

    private static String next(Worker worker) throws InterruptedException {
        return worker.receiveText()
                .orElseThrow(() ->
                        new WorkerFailed("the process that was timed ended without a result"));
    }

    /** How a form is called. */
    public static String name(Launch form) {
        return switch (form) {
            case JVM_UNCACHED -> "JVM";
            case JVM -> "AOT";
            case NATIVE -> "native";
            case AUTO -> throw new IllegalArgumentException("a form is one that is chosen");
        };
    }
}
