// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Sketch;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The Mandelbrot set from a kernel, drawn in the terminal and, with {@code -p picture=FILE},
 * written as a PNG. Look at how many steps the rows take: a device hands its groups out as its
 * units get free, so nobody waits for the expensive ones.
 *
 * <p>Every point is compared with the plain Java program.
 *
 * <pre>{@code tandem run gpu.fractal -p picture=mandelbrot.png}</pre>
 */
final class Fractal implements Workload {

    private static final String LESSON =
            """
            A picture is a grid of work items: each asks for its own place in the grid and computes
            the point that stands there. Nobody hands out work and nobody collects it; the place is
            the task. The same job under the other models is gpu.mandelbrot, which can be compared.
            """;

    private static final Parameter<Integer> WIDTH =
            integer("width", 768, 16, 4096, "points in a row of the picture");
    private static final Parameter<Integer> HEIGHT = integer("height", 512, 16, 4096, "its rows");
    private static final Parameter<Integer> STEPS =
            integer("steps", 256, 1, 10_000, "after how many a point counts as one of the set");
    private static final Parameter<String> PICTURE =
            Parameter.text("picture", "", "the PNG file to be written; none when empty");

    private static final Label DRAWN =
            acceptable("drawn", "every point is that of the Java program");
    private static final Label DIFFERS =
            forbidden("differs", "a point takes other steps than in the Java program")
                    .unseen("it takes a driver or a device with an error");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.fractal", "A picture from a kernel", LESSON)
                    .with(WIDTH, HEIGHT, STEPS, PICTURE, DeviceChoice.DEVICE)
                    .with(DRAWN, DIFFERS)
                    .needs(DeviceChoice.OPENCL)
                    .notes("GPU programming: the same task in parallel, very fast")
                    .build();

    /** From few steps to many. */
    private static final String SHADES = " .:-=+*#%@";

    /** Columns of the sketch; a character is about twice as high as it is wide. */
    private static final int COLUMNS = 72;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Device device = DeviceChoice.of(context);
        var job = new Mandelbrot();
        DeviceWork<int[]> work =
                job.open(
                        Parameters.of(
                                job.spec().parameters(),
                                Map.of(
                                        "width", context.get(WIDTH).toString(),
                                        "height", context.get(HEIGHT).toString(),
                                        "steps", context.get(STEPS).toString())),
                        context.seed());
        int[][] rows = new int[work.size()][];
        Execution.Times times;
        try (Execution<int[]> execution = Execution.of(work, device)) {
            times = execution.run((index, row) -> rows[index] = row);
        }
        context.event(
                String.format(Locale.ROOT, "computes %d rows on %s", rows.length, device.name()));
        write(rows, context);
        int wrong = 0;
        for (int i = 0; i < rows.length; i++) {
            wrong += Arrays.equals(work.part(i), rows[i]) ? 0 : 1;
        }
        return (wrong == 0 ? DRAWN : DIFFERS)
                .observed()
                .with("device", device.name())
                .with("wrongRows", wrong)
                .with("transfer", Durations.human((double) times.transfer()))
                .with("launch", Durations.human((double) times.launch()))
                .with("compute", Durations.human((double) times.compute()))
                .with("picture", sketch(rows, context.get(STEPS)));
    }

    private static void write(int[][] rows, RunContext context) throws IOException {
        String file = context.get(PICTURE);
        if (file.isEmpty()) {
            return;
        }
        byte[] picture = Png.of(rows[0].length, rows.length, (x, y) -> shade(rows[y][x], context));
        try {
            Files.write(Path.of(file), picture);
        } catch (FileSystemException | InvalidPathException e) {
            throw new TandemException.Usage(
                    "parameter picture: '" + file + "' cannot be written; name another file");
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
        context.event("writes " + file);
    }

    /** Black for the set, brighter the longer a point takes to escape; by the root, for the eye. */
    private static int shade(int steps, RunContext context) {
        int most = context.get(STEPS);
        return steps == most ? 0 : (int) Math.round(255 * Math.sqrt((double) steps / most));
    }

    private static Sketch sketch(int[][] rows, int most) {
        int lines = Math.max(1, COLUMNS * rows.length / rows[0].length / 2);
        var text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            int[] row = rows[line * rows.length / lines];
            for (int column = 0; column < COLUMNS; column++) {
                double share = Math.sqrt((double) row[column * row.length / COLUMNS] / most);
                text.append(SHADES.charAt((int) (share * (SHADES.length() - 1))));
            }
            text.append('\n');
        }
        return new Sketch(text.toString().stripTrailing());
    }
}
