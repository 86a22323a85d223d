// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.comms.exchange.Transport;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import dev.tandem.spi.evidence.Bars;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The throughput that {@code comms.handoff} tells of each queue, over what JMH says of the same
 * queue. Both begin with a virtual machine of their own in every round, and a ratio is that of the
 * two in one round: what slows the machine down meets both.
 */
public final class Exchanges {

    private static final int ROUNDS = 5;

    private Exchanges() {}

    /** Without an argument all is compared; with a variant, what the workload tells is printed. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            told(args[0]).bars().forEach(bar -> System.out.println(bar.label() + "=" + bar.value()));
            return;
        }
        compare("one", 1);
        compare("many", 2);
    }

    private static void compare(String variant, int parties) throws Exception {
        List<Map<String, Double>> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Double> ratios = inAProcess(variant);
            for (Transport transport : Transport.values()) {
                double jmh = jmh(transport, parties);
                ratios.computeIfPresent(transport.title(), (_, told) -> told / jmh);
            }
            rounds.add(ratios);
        }
        for (Transport transport : Transport.values()) {
            double[] sorted =
                    rounds.stream()
                            .mapToDouble(ratios ->
                                    ratios.getOrDefault(transport.title(), Double.NaN))
                            .sorted()
                            .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %.2f (%.2f to %.2f in %d rounds)%n",
                    "comms.handoff %s / JMH, %s".formatted(variant, transport.title()),
                    sorted[ROUNDS / 2],
                    sorted[0],
                    sorted[ROUNDS - 1],
                    ROUNDS);
        }
    }

    private static Bars told(String variant) {
        Workload handoff = Catalogue.discover(List.of()).workload("comms.handoff");
        Map<String, String> parameters =
                Map.of(
                        "messages",
                        String.valueOf(ExchangeBenchmark.MESSAGES),
                        "parties",
                        "2",
                        "rate",
                        "10000000",
                        "time",
                        "2s");
        RunRequest request = RunRequest.of(handoff, Optional.of(variant), parameters, 42);
        Outcome outcome = new Runner(sink -> new NoProcesses()).run(request, event -> {}).outcome();
        Object throughput = ((Outcome.Observed) outcome).evidence().get("throughput");
        return (Bars) Objects.requireNonNull(throughput);
    }

    /** Millions of messages a second of each queue, as a virtual machine tells that has just begun. */
    private static Map<String, Double> inAProcess(String variant)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-classpath",
                                System.getProperty("java.class.path"),
                                Exchanges.class.getName(),
                                variant)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Map<String, Double> figures = new HashMap<>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines()
                    .map(line -> line.split("=", 2))
                    .forEach(pair -> figures.put(pair[0], Double.valueOf(pair[1])));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("comms.handoff has failed");
        }
        return figures;
    }

    private static double jmh(Transport transport, int parties) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(ExchangeBenchmark.class.getName())
                        .param("transport", transport.name())
                        .param("parties", String.valueOf(parties))
                        .verbosity(VerboseMode.SILENT)
                        .build();
        RunResult result = new org.openjdk.jmh.runner.Runner(options).runSingle();
        double nanos = result.getPrimaryResult().getStatistics().getPercentile(50);
        return 1000 * ExchangeBenchmark.MESSAGES / nanos;
    }
}
