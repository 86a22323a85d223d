// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.spi.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * What came of a run that was made many times, with seeds that follow one another: how often each
 * outcome was seen.
 *
 * @param request the first of the runs
 * @param wanted how many runs there were to be
 * @param frequencies the most frequent first
 * @param cancelled whether it was broken off, so that there are fewer runs
 * @param nanos how long all of them took
 */
public record Repetition(
        RunRequest request,
        int wanted,
        List<Frequency> frequencies,
        boolean cancelled,
        long nanos) {

    /**
     * @param example the first run that came to it
     * @param count how many did
     */
    public record Frequency(RunReport example, int count) {}

    /**
     * Makes the runs, one after the other. Interrupting the calling thread ends it with what is
     * known by then; what this machine cannot run is tried once.
     *
     * @param progress told after each run how many there have been
     */
    public static Repetition of(
            Runner runner, RunRequest request, int wanted, IntConsumer progress) {
        Map<Object, Frequency> found = new LinkedHashMap<>();
        boolean cancelled = false;
        boolean available = true;
        long start = System.nanoTime();
        for (int i = 0; i < wanted && available && !cancelled; i++) {
            RunReport report = runner.run(request.seeded(request.seed() + i), event -> {});
            cancelled = report.ending() == Ending.CANCELLED;
            available = !(report.outcome() instanceof Outcome.Unavailable);
            if (!cancelled) {
                found.merge(
                        whatItCameTo(report),
                        new Frequency(report, 1),
                        (seen, once) -> new Frequency(seen.example(), seen.count() + 1));
                progress.accept(i + 1);
            }
        }
        List<Frequency> frequencies = new ArrayList<>(found.values());
        frequencies.sort(Comparator.comparingInt(Frequency::count).reversed());
        return new Repetition(
                request, wanted, List.copyOf(frequencies), cancelled, System.nanoTime() - start);
    }

    /** How many runs came to their end. */
    public int runs() {
        return frequencies.stream().mapToInt(Frequency::count).sum();
    }

    /** Observations are told apart by their label, failures by the kind of error. */
    private static Object whatItCameTo(RunReport report) {
        return switch (report.outcome()) {
            case Outcome.Observed observed -> List.of(report.ending(), observed.label());
            case Outcome.Unavailable unavailable -> unavailable;
            case Outcome.Failed failed when report.ending() == Ending.TIMED_OUT -> Ending.TIMED_OUT;
            case Outcome.Failed failed -> failed.error().getClass();
        };
    }
}
