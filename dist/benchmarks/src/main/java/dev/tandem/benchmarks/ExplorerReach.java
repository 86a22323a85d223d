// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How fast the explorer is beside Lincheck on the same program, in turns; what it exhausts; and
 * whether it needs more memory the longer it searches.
 */
public final class ExplorerReach {

    private static final int ROUNDS = 3;
    private static final String EXECUTIONS = "400000";
    private static final String LINCHECK_EXECUTIONS = "4000";
    private static final String MANY = "10000000";
    private static final double SECOND = 1e9;

    private final PrintStream out;

    private ExplorerReach(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new ExplorerReach(System.out).run();
    }

    private void run() throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "the explorer, load average %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        besideLincheck();
        exhausted("five ordered philosophers, two meals", "fivePhilosophers", Level.SYNC);
        exhausted("two ConcurrentHashMap.put, level volatile", "mapOfTwo", Level.VOLATILE);
        memory();
    }

    private void besideLincheck() throws IOException, InterruptedException {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] nanosPerStep = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            double[] tandem = measure(List.of(), "tandem", EXECUTIONS).getFirst();
            ours[i] = tandem[0] / tandem[1] * SECOND;
            nanosPerStep[i] = tandem[1] / tandem[2];
            double[] lincheck = measure(List.of(), "lincheck", LINCHECK_EXECUTIONS).getFirst();
            theirs[i] = lincheck[0] / lincheck[1] * SECOND;
        }
        out.printf(
                Locale.ROOT,
                "three ordered philosophers, tandem / Lincheck %6.0f  (%.0f / %.0f executions a second)%n",
                median(ours) / median(theirs),
                median(ours),
                median(theirs));
        out.printf(Locale.ROOT, "a step of it takes %.0f ns%n", median(nanosPerStep));
    }

    private void exhausted(String what, String program, Level level) {
        ExplorationResult result = Explorations.explore(Explorations.request(program, level));
        out.printf(
                Locale.ROOT,
                "%s: %s after %d executions, %.2f s%n",
                what,
                result.stop().toString().toLowerCase(Locale.ROOT),
                result.executions(),
                result.nanos() / SECOND);
    }

    private void memory() throws IOException, InterruptedException {
        List<double[]> lines = measure(List.of("-Xmx512m"), "memory", MANY);
        out.printf(
                Locale.ROOT,
                "%.0f executions in 512 MiB: %.1f MiB in use before, %.1f after%n",
                lines.getFirst()[0],
                lines.getLast()[0],
                lines.getLast()[1]);
    }

    /** The numbers that a measurement in a JVM of its own prints, a line each. */
    private static List<double[]> measure(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-XX:+EnableDynamicAgentLoading");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Explorations.class.getName());
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed: " + text);
        }
        return text.lines()
                .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble))
                .map(numbers -> numbers.toArray())
                .toList();
    }

    private static double median(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
