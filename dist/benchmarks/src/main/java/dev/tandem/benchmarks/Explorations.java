// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jetbrains.lincheck.Lincheck;

/**
 * One measurement of {@link ExplorerReach}, in a JVM of its own: what one model checker has made of
 * another's classes is not measured with them.
 */
final class Explorations {

    private static final int STEPS = 20_000;
    private static final int WARM_UP = 200_000;
    private static final int LINCHECK_WARM_UP = 2_000;
    private static final double MEBI = 1 << 20;

    private Explorations() {}

    /**
     * Prints one line of numbers: the executions, the nanoseconds that they took, and their steps,
     * where they are known.
     *
     * @param args which measurement, and of how many executions
     */
    public static void main(String[] args) {
        int executions = Integer.parseInt(args[1]);
        switch (args[0]) {
            case "tandem" -> {
                three(WARM_UP);
                print(System.out, three(executions));
            }
            case "lincheck" -> {
                lincheck(LINCHECK_WARM_UP);
                long start = System.nanoTime();
                lincheck(executions);
                System.out.println(executions + " " + (System.nanoTime() - start) + " 0");
            }
            case "memory" -> {
                three(WARM_UP);
                double before = usedMebi();
                print(System.out, three(executions));
                System.out.printf(Locale.ROOT, "%.1f %.1f%n", before, usedMebi());
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static ExplorationResult three(int executions) {
        return explore(
                request("threePhilosophers", Level.SYNC)
                        .by(Kind.DFS, ExploreRequest.UNBOUNDED, false)
                        .limited(executions, STEPS));
    }

    static ExploreRequest request(String program, Level level) {
        var subject =
                new Subject.OfClass(
                        Explored.class.getName(), program, Explored.class.getClassLoader());
        return ExploreRequest.of(subject).at(level);
    }

    static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    private static void lincheck(int invocations) {
        Lincheck.runConcurrentTest(
                invocations,
                () -> {
                    try {
                        Explored.threePhilosophers();
                    } catch (InterruptedException e) {
                        throw new AssertionError("nobody interrupts", e);
                    }
                });
    }

    private static double usedMebi() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI;
    }

    private static void print(PrintStream out, ExplorationResult result) {
        out.println(result.executions() + " " + result.nanos() + " " + result.steps());
    }
}
