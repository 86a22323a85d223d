// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Job;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Every kernel of this chapter on one device, held against the plain Java program and against what
 * the device can do at its best. Look at three things: how much of the time is transfer; which
 * kernels use the memory as fast as a copy does, and which the arithmetic units; and where each
 * stands under the roofline, whose slope is memory and whose flat part is arithmetic.
 *
 * <p>Times are those of the device's own events. Bandwidth counts what has to move, not what a poor
 * kernel moves; transcendental functions count as one operation. Arrays that fit into a cache are
 * read faster than memory is: to hold against memory, take many elements.
 *
 * <pre>{@code tandem run gpu.kernels -p elements=64000000 -p tiles=64}</pre>
 */
final class Kernels implements Workload {

    private static final String LESSON =
            """
            A kernel is limited by one of two things: how fast bytes come in, or how fast numbers
            are multiplied. Which one is decided by how many operations it makes with each byte.
            Measured against a copy and against a kernel that only multiplies, one sees how much is
            left to gain, and whether better memory access or better arithmetic would gain it. And
            before a kernel runs, it is launched and its data travels, which often takes longer.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 1 << 18, 1 << 12, 1 << 26, "how many elements the arrays have");
    private static final Parameter<Integer> TILES =
            integer("tiles", 2, 1, 64, "rows and columns of the factors, in tiles of 64");
    private static final Parameter<Integer> STEPS =
            integer("steps", 64, 1, 10_000, "of the Mandelbrot set");

    private static final Label AGREES =
            acceptable("agrees", "every result is that of the Java program, within its tolerance");
    private static final Label DIFFERS =
            forbidden("differs", "a kernel computes something else than the Java program")
                    .unseen("it takes a kernel, a driver or a device with an error");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.kernels", "Where the time of a kernel goes", LESSON)
                    .with(ELEMENTS, TILES, STEPS, DeviceChoice.DEVICE)
                    .with(AGREES, DIFFERS)
                    .needs(DeviceChoice.OPENCL)
                    .notes("GPU programming: PyCUDA, OpenCL, Theano")
                    .build();

    private static final int ROUNDS = 3;

    /** A job, and what of its parameters is particular to it. */
    private record Entry(String name, Job<?> job, Map<String, String> particular) {}

    private static final List<Entry> ENTRIES =
            List.of(
                    new Entry("vector-add", new VectorAdd(), Map.of()),
                    new Entry("saxpy", new Saxpy(), Map.of()),
                    new Entry("exp", new Exponential(), Map.of()),
                    new Entry("reduce", new Reduce(), Map.of()),
                    new Entry("matrix-add rows", new MatrixAdd(), Map.of("order", "rows")),
                    new Entry("matrix-add columns", new MatrixAdd(), Map.of("order", "columns")),
                    new Entry("multiply naive", new MatrixMultiply(), Map.of("kernel", "naive")),
                    new Entry(
                            "multiply vectorised",
                            new MatrixMultiply(),
                            Map.of("kernel", "vectorised")),
                    new Entry("multiply tiled", new MatrixMultiply(), Map.of("kernel", "tiled")),
                    new Entry("mandelbrot", new Mandelbrot(), Map.of()));

    /**
     * What became of one kernel.
     *
     * @param operations in all
     * @param bytes that had to move
     * @param apart how far the worst result is from that of the Java program
     */
    private record Seen(
            String name,
            Execution.Times times,
            double operations,
            double bytes,
            double apart,
            double tolerance) {

        double flops() {
            return operations / times.compute() * 1e9;
        }

        double bandwidth() {
            return bytes / times.compute() * 1e9;
        }

        boolean agrees() {
            return apart <= tolerance;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Device device = DeviceChoice.of(context);
        Ceiling ceiling = Ceiling.of(device, 4L * context.get(ELEMENTS));
        context.event(
                String.format(
                        Locale.ROOT,
                        "copies %.3g GB/s, multiplies and adds %.3g GFLOP/s, starts a kernel in %.3g µs",
                        ceiling.bandwidth() / 1e9,
                        ceiling.operations() / 1e9,
                        ceiling.launch() / 1e3));
        List<Seen> all = new ArrayList<>();
        for (Entry entry : ENTRIES) {
            Seen seen = see(entry.name(), open(entry, context), device);
            context.event("%s: %s".formatted(seen.name(), seen.agrees() ? "agrees" : "differs"));
            all.add(seen);
        }
        return (all.stream().allMatch(Seen::agrees) ? AGREES : DIFFERS)
                .observed()
                .with("device", device.name())
                .with("copyBytesPerSecond", Math.round(ceiling.bandwidth()))
                .with("operationsPerSecond", Math.round(ceiling.operations()))
                .with("emptyLaunch", Durations.human(ceiling.launch()))
                .with("times", times(all))
                .with("shares", shares(all, ceiling))
                .with("roofline", roofline(all, ceiling));
    }

    private static DeviceWork<?> open(Entry entry, RunContext context) throws Exception {
        Map<String, String> values = new HashMap<>(entry.particular());
        Map<String, String> given =
                Map.of(
                        "elements", context.get(ELEMENTS).toString(),
                        "side", Integer.toString((int) Math.sqrt(context.get(ELEMENTS))),
                        "tiles", context.get(TILES).toString(),
                        "steps", context.get(STEPS).toString());
        List<Parameter<?>> declared = entry.job().spec().parameters();
        declared.stream()
                .map(Parameter::name)
                .filter(given::containsKey)
                .forEach(name -> values.put(name, given.get(name)));
        return (DeviceWork<?>) entry.job().open(Parameters.of(declared, values), context.seed());
    }

    /** The best of several runs, after one whose results are compared with the Java program's. */
    private static <R> Seen see(String name, DeviceWork<R> work, Device device) throws Exception {
        try (Execution<R> execution = Execution.of(work, device)) {
            List<R> expected = new ArrayList<>();
            for (int i = 0; i < work.size(); i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                expected.add(work.part(i));
            }
            double[] apart = new double[work.size()];
            execution.run((i, result) -> apart[i] = work.difference(expected.get(i), result));
            Execution.Times best = execution.run((i, result) -> {});
            for (int round = 1; round < ROUNDS; round++) {
                Execution.Times times = execution.run((i, result) -> {});
                best = times.compute() < best.compute() ? times : best;
            }
            return new Seen(
                    name,
                    best,
                    work.operations(expected),
                    work.bytes(),
                    DoubleStream.of(apart).max().orElse(0),
                    work.tolerance());
        }
    }

    private static Table times(List<Seen> all) {
        return new Table(
                List.of("kernel", "transfer ms", "launch ms", "compute ms"),
                all.stream()
                        .map(seen ->
                                List.<Object>of(
                                        seen.name(),
                                        rounded(seen.times().transfer() / 1e6),
                                        rounded(seen.times().launch() / 1e6),
                                        rounded(seen.times().compute() / 1e6)))
                        .toList());
    }

    private static Table shares(List<Seen> all, Ceiling ceiling) {
        return new Table(
                List.of("kernel", "% copy", "% fma", "% roof", "error", "allowed"),
                all.stream()
                        .map(seen ->
                                List.<Object>of(
                                        seen.name(),
                                        rounded(100 * seen.bandwidth() / ceiling.bandwidth()),
                                        rounded(100 * seen.flops() / ceiling.operations()),
                                        rounded(100 * seen.flops() / roof(seen, ceiling)),
                                        rounded(seen.apart()),
                                        rounded(seen.tolerance())))
                        .toList());
    }

    private static double roof(Seen seen, Ceiling ceiling) {
        return ceiling.roof(seen.operations() / seen.bytes());
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    }

    /** Powers of two to the right, of ten upwards: lines of such a plane are straight. */
    private static Series roofline(List<Seen> all, Ceiling ceiling) {
        double[] intensities =
                Stream.concat(
                                all.stream().map(seen -> seen.operations() / seen.bytes()),
                                Stream.of(ceiling.operations() / ceiling.bandwidth()))
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
        List<Point> roof =
                DoubleStream.of(intensities).mapToObj(x -> point(x, ceiling.roof(x))).toList();
        Series series =
                Series.of("log2 of operations per byte", "log10 of operations per second")
                        .with("roof", roof);
        for (Seen seen : all) {
            series =
                    series.with(
                            seen.name(),
                            List.of(point(seen.operations() / seen.bytes(), seen.flops())));
        }
        return series;
    }

    private static Point point(double intensity, double operationsPerSecond) {
        return new Point(Math.log(intensity) / Math.log(2), Math.log10(operationsPerSecond));
    }
}
