// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.flag;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.os.Image;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * One sum, computed in the four styles that Flynn told apart in 1972 by how many streams of
 * instructions and of data there are.
 *
 * <ul>
 *   <li>SISD: one program adds one number after the other. They are floats, whose order a compiler
 *       must keep, so that it cannot use the lanes of the processor.
 *   <li>SIMD: one program adds many numbers with each instruction. They are whole numbers, whose
 *       order does not matter, and the compiler makes vectors of them by itself, where it is one
 *       that does. (The vector API of the JDK still incubates and is not used.)
 *   <li>MIMD: every processor runs a program of its own on numbers of its own.
 *   <li>MISD: three programs compute the same from the same numbers, and vote. Fault-tolerant
 *       controllers do that. With {@code -p faulty=true} one of them has an error.
 * </ul>
 *
 * <pre>{@code tandem run gpu.flynn -p faulty=true}</pre>
 */
final class Flynn implements Workload {

    private static final String LESSON =
            """
            Two ways lead to more than one operation at a time, and they multiply: wider
            instructions and more processors. A compiler finds the first by itself where the order
            of operations is free. Only the second needs threads. To run several programs over the
            same data gains no time at all; it gains trust, because the vote shows which one is
            wrong.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 1 << 21, 64, 1 << 22, "how many numbers are summed");
    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many programs run on data of their own");
    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 40, 1, 1000, "how often each style sums; the best counts");
    private static final Parameter<Boolean> FAULTY =
            flag("faulty", false, "one of the three programs that vote has an error");

    private static final Label EQUAL = acceptable("equal", "all styles have the same sum");
    private static final Label OUTVOTED =
            interesting("outvoted", "one program was wrong, and the other two outvoted it");
    private static final Label DIFFERENT =
            forbidden("different", "the styles have different sums")
                    .unseen("it takes an error in one of the programs");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.flynn", "Flynn's four styles", LESSON)
                    .with(ELEMENTS, THREADS, ROUNDS, FAULTY)
                    .with(EQUAL, OUTVOTED, DIFFERENT)
                    .notes("System architecture styles: SISD, SIMD, MISD, MIMD")
                    .build();

    /** The same numbers twice. They are from 0 to 3, so that a float holds every sum exactly. */
    @SuppressWarnings("ArrayRecordComponent") // the arrays are what is measured
    private record Numbers(float[] floats, int[] whole) {

        static Numbers of(int count, long seed) {
            int[] whole = Noise.numbers(count, 4, seed);
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = whole[i];
            }
            return new Numbers(floats, whole);
        }

        /** One instruction, one number. */
        long inOrder(int from, int to) {
            float sum = 0;
            for (int i = from; i < to; i++) {
                sum += floats[i];
            }
            return (long) sum;
        }

        /** One instruction, many numbers. */
        long inLanes() {
            int sum = 0;
            for (int number : whole) {
                sum += number;
            }
            return sum;
        }

        long backwards() {
            long sum = 0;
            for (int i = whole.length - 1; i >= 0; i--) {
                sum += whole[i];
            }
            return sum;
        }

        /** By counting how often each number is there; the faulty one forgets the last. */
        long byCounting(boolean faulty) {
            int[] often = new int[4];
            for (int i = 0; i < whole.length - (faulty ? 1 : 0); i++) {
                often[whole[i]]++;
            }
            return often[1] + 2L * often[2] + 3L * often[3] - (faulty ? 1 : 0);
        }
    }

    /** What a style came to. */
    private record Sum(long value, long nanos) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Numbers numbers = Numbers.of(context.get(ELEMENTS), context.seed());
        int all = context.get(ELEMENTS);
        List<Chunk> shares = Chunk.split(all, context.get(THREADS));
        Sum sisd = best(context, "SISD", () -> numbers.inOrder(0, all));
        Sum simd = best(context, "SIMD", numbers::inLanes);
        Sum mimd =
                best(
                        context,
                        "MIMD",
                        () ->
                                each(
                                                shares.size(),
                                                i ->
                                                        numbers.inOrder(
                                                                shares.get(i).from(),
                                                                shares.get(i).to()))
                                        .stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
        List<Long> votes = each(3, i -> vote(numbers, i, context.get(FAULTY)));
        Sum misd = best(context, "MISD", () -> majority(each(3, i -> vote(numbers, i, false))));
        context.event("MISD votes " + votes);

        boolean unanimous = votes.stream().distinct().count() == 1;
        boolean equal =
                simd.value() == sisd.value()
                        && mimd.value() == sisd.value()
                        && misd.value() == sisd.value()
                        && majority(votes) == sisd.value();
        Label label = equal ? (unanimous ? EQUAL : OUTVOTED) : DIFFERENT;
        return label.observed()
                .with("sum", sisd.value())
                .with("votes", votes)
                .with("lanesFrom", Image.RUNS ? "the compiler of the image" : "the JIT compiler")
                .with("simdSpeedUp", (double) sisd.nanos() / simd.nanos())
                .with("mimdSpeedUp", (double) sisd.nanos() / mimd.nanos())
                .with("processors", Runtime.getRuntime().availableProcessors())
                .with(
                        "timeOfOneNumber",
                        Bars.of("ns")
                                .with("SISD", (double) sisd.nanos() / all)
                                .with("SIMD", (double) simd.nanos() / all)
                                .with("MISD", (double) misd.nanos() / all)
                                .with("MIMD", (double) mimd.nanos() / all));
    }

    private static long vote(Numbers numbers, int program, boolean faulty) {
        return switch (program) {
            case 0 -> numbers.inLanes();
            case 1 -> numbers.backwards();
            default -> numbers.byCounting(faulty);
        };
    }

    /** What two of three say; where all differ, the middle one. */
    static long majority(List<Long> votes) {
        return votes.stream().sorted().toList().get(1);
    }

    private static List<Long> each(int count, Crew.Question<Long> program) throws Exception {
        try (Crew crew = Crew.named("program-")) {
            return crew.gather(count, program);
        }
    }

    private static Sum best(RunContext context, String style, Callable<Long> program)
            throws Exception {
        long value = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < context.get(ROUNDS); round++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long start = System.nanoTime();
            value = program.call();
            best = Math.min(best, System.nanoTime() - start);
        }
        context.event(String.format(Locale.ROOT, "%s: %d in %d µs", style, value, best / 1000));
        return new Sum(value, Math.max(1, best));
    }
}
