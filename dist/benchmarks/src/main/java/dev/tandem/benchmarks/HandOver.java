// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What {@code threads.pool} says of handing over an empty task, over what JMH says of the same for
 * the same executor. The runs come before and after those of JMH, so that what the machine does
 * meanwhile shows.
 */
public final class HandOver {

    private static final int RUNS = 5;
    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "µs", 1e3, "ms", 1e6, "s", 1e9);

    private HandOver() {}

    public static void main(String[] args) throws Exception {
        double before = workload();
        double jmh = jmh();
        double after = workload();
        System.out.printf(
                Locale.ROOT,
                "%-46s %.2f before, %.2f after (%.0f ns and %.0f ns / %.0f ns)%n",
                "hand-over of an empty task, threads.pool / JMH",
                before / jmh,
                after / jmh,
                before,
                after,
                jmh);
    }

    private static double workload() {
        Workload pool = Catalogue.discover(List.of()).workload("threads.pool");
        RunRequest request =
                RunRequest.of(pool, Optional.of("fixed"), Map.of("empty", "200000"), 42);
        double[] nanos = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            Outcome outcome =
                    new Runner(sink -> new NoProcesses()).run(request, event -> {}).outcome();
            Object handOver = ((Outcome.Observed) outcome).evidence().get("handOver");
            String[] told = String.valueOf(handOver).split(" ", 2);
            nanos[run] = Double.parseDouble(told[0]) * NANOS.getOrDefault(told[1], Double.NaN);
        }
        Arrays.sort(nanos);
        return nanos[RUNS / 2];
    }

    private static double jmh() throws Exception {
        var options =
                new OptionsBuilder()
                        .include(HandOverBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build();
        RunResult result = new org.openjdk.jmh.runner.Runner(options).runSingle();
        return result.getPrimaryResult().getScore();
    }
}
