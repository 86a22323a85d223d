// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Argument.Real;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many steps it takes each point of the plane to escape, a part a row of the picture. No input
 * travels, each point computes for long and asks nobody: what a GPU is made for. The rows differ:
 * those through the middle of the set take many times as long as those at its edge, which is what a
 * model has to balance.
 *
 * <p>At the edge of the set one rounding more or less changes everything. The kernel therefore
 * forbids the compiler to fuse multiplications with additions, as Java does: each rounding is
 * prescribed, and the numbers of steps are equal.
 *
 * <pre>{@code tandem compare gpu.mandelbrot}</pre>
 */
final class Mandelbrot implements Job<int[]> {

    private static final String LESSON =
            """
            Every point of the picture is computed by itself, from two numbers, in hundreds of
            steps: much arithmetic and next to no data. Here a GPU is faster by orders of magnitude,
            with the way back of the picture counted in. Parts take different times, so a model that
            hands out rows one by one does better than one that cuts the picture into as many pieces
            as there are processors.
            """;

    private static final Parameter<Integer> WIDTH =
            integer("width", 768, 16, 8192, "points in a row of the picture");
    private static final Parameter<Integer> HEIGHT = integer("height", 512, 16, 8192, "its rows");
    private static final Parameter<Integer> STEPS =
            integer("steps", 256, 1, 100_000, "after how many a point counts as one of the set");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.mandelbrot",
                    "The Mandelbrot set",
                    Bound.CPU,
                    LESSON,
                    WIDTH,
                    HEIGHT,
                    STEPS,
                    DeviceChoice.DEVICE);

    private static final String KERNEL =
            """
            #pragma OPENCL FP_CONTRACT OFF
            kernel void mandelbrot(int width, int first, int points, float left, float across,
                                   float down, int most, global int *steps) {
                int point = get_global_id(0);
                if (point >= points) {
                    return;
                }
                float cx = (float) (point % width) * across + left;
                float cy = (float) (first + point / width) * down - 1.0f;
                float x = 0, y = 0;
                int n = 0;
                while (n < most && x * x + y * y <= 4.0f) {
                    float next = x * x - y * y + cx;
                    y = 2.0f * x * y + cy;
                    x = next;
                    n++;
                }
                steps[point] = n;
            }
            """;

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public DeviceWork<int[]> open(Parameters parameters, long seed) {
        // By less than a point's width: the seed changes the numbers and not the picture.
        float left = -2.25f + new SplittableRandom(seed).nextInt(1024) / 1_048_576f;
        return new Rows(
                parameters,
                parameters.get(WIDTH),
                parameters.get(HEIGHT),
                parameters.get(STEPS),
                left);
    }

    /** The steps of one point, at most so many. */
    static int escape(float cx, float cy, int most) {
        float x = 0;
        float y = 0;
        int n = 0;
        while (n < most && x * x + y * y <= 4.0f) {
            float next = x * x - y * y + cx;
            y = 2.0f * x * y + cy;
            x = next;
            n++;
        }
        return n;
    }

    private record Rows(Parameters parameters, int width, int height, int most, float left)
            implements DeviceWork<int[]> {

        // Divided here, because a device need not divide to the last bit.
        private float across() {
            return 3.0f / width;
        }

        private float down() {
            return 2.0f / height;
        }

        @Override
        public int size() {
            return height;
        }

        @Override
        public int[] part(int index) throws InterruptedException {
            int[] steps = new int[width];
            float cy = (float) index * down() - 1.0f;
            for (int x = 0; x < width; x++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                steps[x] = escape((float) x * across() + left, cy, most);
            }
            return steps;
        }

        @Override
        public Program program() {
            return new Program("mandelbrot", KERNEL);
        }

        @Override
        public Launch launch(Chunk parts) {
            int points = parts.size() * width;
            return new Launch(
                    Math.ceilDiv(points, 64) * 64L,
                    0,
                    List.of(
                            new Whole(width),
                            new Whole(parts.from()),
                            new Whole(points),
                            new Real(left),
                            new Real(across()),
                            new Real(down()),
                            new Whole(most)),
                    (long) points * Integer.BYTES);
        }

        @Override
        public int[] result(Chunk parts, int index, ByteBuffer output) {
            int[] steps = new int[width];
            output.asIntBuffer().get((index - parts.from()) * width, steps);
            return steps;
        }

        @Override
        public long digest(int[] steps) {
            return Arrays.hashCode(steps);
        }

        /** The picture alone. */
        @Override
        public double bytes() {
            return (double) width * height * Integer.BYTES;
        }

        /** Ten a step, as they are written. */
        @Override
        public double operations(List<int[]> results) {
            return 10.0 * results.stream().flatMapToInt(Arrays::stream).asLongStream().sum();
        }

        @Override
        public double difference(int[] expected, int[] result) {
            int worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - result[i]));
            }
            return worst;
        }
    }
}
