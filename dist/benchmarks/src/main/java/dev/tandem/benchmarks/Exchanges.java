// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.comms.exchange.Transport;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.evidence.Bars;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The throughput that {@code comms.handoff} tells of each queue, over what JMH says of the same
 * queue, each in a virtual machine of its own that has just begun. A ratio is that of the two in
 * one round: what slows the machine down meets both. Beside it is what JMH says of a queue in one
 * round over what it says in the middle of them: less than that, no ratio can tell.
 */
public final class Exchanges {

    private static final int ROUNDS = 5;

    private Exchanges() {}

    public static void main(String[] args) throws Exception {
        compare("one", 1);
        compare("many", 2);
    }

    private static void compare(String variant, int parties) throws Exception {
        Map<Transport, double[]> ratios = new EnumMap<>(Transport.class);
        Map<Transport, double[]> theirs = new EnumMap<>(Transport.class);
        for (Transport transport : Transport.values()) {
            ratios.put(transport, new double[ROUNDS]);
            theirs.put(transport, new double[ROUNDS]);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Bars.Bar told : told(variant).bars()) {
                Transport transport = titled(told.label());
                double jmh = jmh(transport, parties);
                theirs.get(transport)[round] = jmh;
                ratios.get(transport)[round] = told.value() / jmh;
            }
        }
        for (Transport transport : Transport.values()) {
            double[] sorted = ratios.get(transport);
            double[] own = theirs.get(transport);
            Arrays.sort(sorted);
            Arrays.sort(own);
            double middle = own[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "%-46s %.2f (%.2f to %.2f in %d rounds; JMH / JMH %.2f to %.2f)%n",
                    "comms.handoff %s / JMH, %s".formatted(variant, transport.title()),
                    sorted[ROUNDS / 2],
                    sorted[0],
                    sorted[ROUNDS - 1],
                    ROUNDS,
                    own[0] / middle,
                    own[ROUNDS - 1] / middle);
        }
    }

    private static Transport titled(String title) {
        return Arrays.stream(Transport.values())
                .filter(transport -> transport.title().equals(title))
                .findFirst()
                .orElseThrow();
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
                        "3s");
        RunRequest request =
                RunRequest.of(handoff, Optional.of(variant), parameters, 42)
                        .within(Duration.ofMinutes(5));
        var runner = new Runner(new Launcher("tandem-comms", Launch.JVM));
        Outcome outcome = runner.run(request, event -> {}).outcome();
        return (Bars) ((Outcome.Observed) outcome).evidence().get("throughput");
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
