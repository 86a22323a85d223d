// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one access to memory takes, by how much memory is in use. Look at the steps of the curve and
 * at the marks, which are the sizes of the caches as the system states them: up to each size a
 * cache answers, beyond it the next one has to. At the end stands the price of memory itself.
 *
 * <p>Beside it two threads count, each in a place of its own: first in the same line, then in lines
 * far apart. What lies in one line travels between the processors as one.
 *
 * <p>On a machine with several nodes the table says what it takes from each of them to the memory
 * of the first.
 *
 * <pre>{@code tandem run gpu.memory -p largest=256}</pre>
 */
final class Memory implements Workload {

    private static final String LESSON =
            """
            Memory has no speed, it has several: a few cycles for what is near, hundreds for what is
            not. How much a program touches decides which one it sees. What processors share travels
            between their caches in lines, so that two counters side by side cost what one shared
            counter costs. And where each processor has memory of its own, that of another is
            farther still.
            """;

    private static final Parameter<Integer> LARGEST =
            integer("largest", 64, 1, 512, "the largest amount of memory that is walked, in MiB");
    private static final Parameter<Integer> STEPS =
            integer("steps", 50_000, 1000, 10_000_000, "of each walk");
    private static final Parameter<Integer> INCREMENTS =
            integer("increments", 500_000, 1, 10_000_000, "how often each of two threads counts");

    private static final Label MEASURED = acceptable("measured", "the curve was drawn");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.memory", "What one access to memory takes", LESSON)
                    .with(LARGEST, STEPS, INCREMENTS)
                    .with(MEASURED)
                    .teaches(AtomicLongArray.class)
                    .notes("Computer memory architecture styles: UMA, NUMA")
                    .build();

    private static final int SMALLEST = 1 << 12;

    /** Far enough apart for a processor that fetches lines in pairs, too; in longs. */
    private static final int APART = 32;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int largest = context.get(LARGEST) << 20;
        List<Point> curve = curve(context, largest);
        Series series = Series.of("log2 of bytes in use", "ns for one access");
        series = series.with("random walk", curve);
        for (Hardware.Cache cache : Hardware.here().caches()) {
            series = series.marked("L" + cache.level(), log2(cache.bytes()));
        }
        Outcome.Observed observed =
                MEASURED.observed()
                        .with("nearest", access(curve.getFirst().y()))
                        .with("farthest", access(curve.getLast().y()))
                        .with("factor", curve.getLast().y() / curve.getFirst().y())
                        .with("latency", series);
        return nodes(context, sharing(context, observed), largest);
    }

    private static List<Point> curve(RunContext context, int largest) throws InterruptedException {
        var chase = new Chase(largest);
        List<Point> points = new ArrayList<>();
        for (int bytes = SMALLEST; bytes <= largest && bytes > 0; bytes *= 2) {
            chase.link(bytes / Chase.LINE);
            double nanos = chase.step(context.get(STEPS));
            context.event(String.format(Locale.ROOT, "%,d KiB: %s", bytes >> 10, access(nanos)));
            points.add(new Point(log2(bytes), nanos));
        }
        return points;
    }

    private static String access(double nanos) {
        return String.format(Locale.ROOT, "%.2f ns", nanos);
    }

    private static double log2(long number) {
        return Math.log((double) number) / Math.log(2);
    }

    private static Outcome.Observed sharing(RunContext context, Outcome.Observed observed)
            throws Exception {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return observed.with("falseSharing", "it takes two processors");
        }
        long same = count(context, 1);
        long apart = count(context, APART);
        context.event(
                "two counters take %s in one line, %s apart"
                        .formatted(
                                Durations.human((double) same), Durations.human((double) apart)));
        return observed.with("sameLine", Durations.human((double) same))
                .with("apart", Durations.human((double) apart))
                .with("falseSharingFactor", (double) same / apart);
    }

    /** Two threads, each of which counts alone; the best of some rounds. */
    private static long count(RunContext context, int distance) throws Exception {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            var counters = new AtomicLongArray(2 * APART);
            long start = System.nanoTime();
            try (Crew crew = Crew.named("counter-")) {
                crew.together(
                        2,
                        i -> {
                            for (int n = 0;
                                    n < context.get(INCREMENTS) && !context.isCancelled();
                                    n++) {
                                counters.incrementAndGet(APART / 2 + i * distance);
                            }
                        });
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return Math.max(1, best);
    }

    private static Outcome nodes(RunContext context, Outcome.Observed observed, int largest)
            throws Exception {
        List<Hardware.Node> nodes = Hardware.here().nodes();
        if (nodes.size() < 2) {
            return observed.with("nodes", "one: every processor is as near to the memory");
        }
        List<List<Object>> rows = new ArrayList<>();
        try {
            for (Hardware.Node node : nodes) {
                double nanos = Pinned.walk(nodes.getFirst(), node, largest, context.get(STEPS));
                context.event(String.format(Locale.ROOT, "from %s: %.1f ns", node.name(), nanos));
                rows.add(List.of(node.name(), nanos));
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException why) {
                return observed.with("nodes", "not measured: " + why.getMessage());
            }
            throw e;
        }
        return observed.with(
                "nodes",
                new Table(List.of("from", "ns to the memory of " + nodes.getFirst().name()), rows));
    }
}
