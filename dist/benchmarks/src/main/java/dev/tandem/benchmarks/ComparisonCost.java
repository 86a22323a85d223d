// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.lab.compare.Comparison;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.ComparisonWatcher;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.Rounds;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Work;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What the comparison costs: the time of {@code sequential} as it reports it over that of a plain
 * loop, which is measured by hand before it, in turns with it, and by JMH. And what the models of
 * threads gain.
 */
public final class ComparisonCost {

    private static final int ROUNDS = 15;

    private final PrintStream out;
    private final Primes primes = new Primes();

    private ComparisonCost(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        new ComparisonCost(System.out).run();
    }

    private void run() throws Exception {
        out.printf(
                Locale.ROOT,
                "threads.primes %s, %d processors, load average %.2f%n",
                primes.parameters,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        double jmh = jmh();
        double alone = alone();
        ComparisonReport report = compare();
        if (!report.isVerified()) {
            throw new IllegalStateException("the comparison is not verified: " + report.models());
        }
        ModelReport sequential = report.baseline();
        double median = sequential.time().orElseThrow().value();
        Estimate inTurns =
                report.speedup(report.model("plain-loop").orElseThrow(), sequential).orElseThrow();
        print("sequential / plain loop, in turns, same JVM", inTurns.value(), interval(inTurns));
        print("sequential / plain loop, before it, same JVM", median / alone, "");
        print("sequential / plain loop by JMH, own JVM", median / jmh, "");
        for (ModelReport model : report.models()) {
            if (!List.of(sequential.id(), "plain-loop").contains(model.id())) {
                model.speedup()
                        .ifPresent(
                                s -> print("sequential / " + model.id(), s.value(), interval(s)));
            }
        }
    }

    private static double jmh() throws Exception {
        var options =
                new OptionsBuilder()
                        .include(PrimesBenchmark.class.getName())
                        .verbosity(VerboseMode.SILENT)
                        .build();
        RunResult result = new Runner(options).runSingle();
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private double alone() throws Exception {
        try (Work<?> work = primes.job.open(primes.parameters, Primes.SEED)) {
            double[] nanos = new double[ROUNDS + 5];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                PlainLoop.digests(work);
                nanos[i] = System.nanoTime() - start;
            }
            double[] measured = Arrays.copyOfRange(nanos, 5, nanos.length);
            Arrays.sort(measured);
            return measured[ROUNDS / 2];
        }
    }

    private ComparisonReport compare() throws Exception {
        List<ExecutionModel> models =
                Stream.concat(
                                Stream.of(new PlainLoop()),
                                Stream.of("platform", "virtual", "pool", "fork-join")
                                        .map(primes.catalogue::model))
                        .toList();
        var request =
                new ComparisonRequest(
                        primes.job,
                        primes.parameters,
                        Primes.SEED,
                        models,
                        new Rounds.Exactly(ROUNDS),
                        ComparisonRequest.DEFAULT_TIMEOUT,
                        Runtime.getRuntime().availableProcessors());
        var comparison =
                new Comparison(worker -> {
                    throw new IllegalStateException("threads need no process");
                });
        return comparison.run(request, ComparisonWatcher.NONE);
    }

    private void print(String what, double ratio, String interval) {
        out.printf(Locale.ROOT, "%-46s %.3f %s%n", what, ratio, interval);
    }

    private static String interval(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "(95 %% interval %.3f to %.3f)",
                estimate.low().orElseThrow(),
                estimate.high().orElseThrow());
    }
}
