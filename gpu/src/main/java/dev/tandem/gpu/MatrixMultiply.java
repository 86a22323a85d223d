// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Argument.Floats;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The product of two square matrices, a part 64 rows of it. The same element is wanted as often as
 * the matrix has rows: what matters is where it is fetched from.
 *
 * <ul>
 *   <li>{@code naive}: every item reads a row and a column from the memory of the device.
 *   <li>{@code vectorised}: an item computes four neighbours of four rows in vectors, so that an
 *       element that is in a register serves four results.
 *   <li>{@code tiled}: beside that, a group copies a tile of each matrix into its local memory, and
 *       reads each element there sixteen times. Between copying and reading stands a barrier.
 * </ul>
 *
 * <p>The elements are whole numbers so small that every sum is exact in a float, in whatever order:
 * the results are compared bit by bit.
 *
 * <pre>{@code tandem compare gpu.matrix-multiply -p kernel=naive}</pre>
 */
final class MatrixMultiply implements Job<float[]> {

    private static final String LESSON =
            """
            A product of matrices does much with little data, if each element is fetched once and
            not once for every result. The hierarchy of memories decides: the same sum from the
            memory of the device, from the local memory of a group or from registers differs by
            several times, and no amount of processors makes up for it.
            """;

    /** Rows and columns of a tile; a part is as many rows. */
    private static final int TILE = 64;

    /** Each of them computes four by four elements of a tile. */
    private static final int ITEMS_IN_TILE = TILE * TILE / 16;

    private static final Parameter<Integer> TILES =
            integer("tiles", 8, 1, 64, "rows and columns of the matrices, in tiles of 64");
    static final Parameter<String> KERNEL =
            Parameter.choice(
                    "kernel",
                    "tiled",
                    List.of("naive", "vectorised", "tiled"),
                    "how the model gpu multiplies");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.matrix-multiply",
                    "Multiplying two matrices",
                    Bound.CPU,
                    LESSON,
                    TILES,
                    KERNEL,
                    DeviceChoice.DEVICE);

    private static final String NAIVE =
            """
            kernel void naive(global const float *a, global const float *b, int n,
                              global float *c) {
                int row = get_global_id(0) / n, column = get_global_id(0) % n;
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[row * n + k] * b[k * n + column];
                }
                c[row * n + column] = sum;
            }
            """;

    private static final String TILED =
            """
            #define TILE 64
            #define DEPTH 16
            kernel __attribute__((reqd_work_group_size(256, 1, 1)))
            void tiled(global const float *a, global const float *b, int n, global float *c) {
                local float rows[DEPTH][TILE];
                local float4 columns[DEPTH][TILE / 4];
                int item = get_local_id(0), y = item / 16, x = item % 16;
                int top = get_group_id(0) / (n / TILE) * TILE;
                int left = get_group_id(0) % (n / TILE) * TILE;
                float4 sum0 = 0.0f, sum1 = 0.0f, sum2 = 0.0f, sum3 = 0.0f;
                for (int k = 0; k < n; k += DEPTH) {
                    int row = item / 4, depth = item % 4 * 4;
                    float4 part = vload4(0, a + (top + row) * n + k + depth);
                    rows[depth][row] = part.s0;
                    rows[depth + 1][row] = part.s1;
                    rows[depth + 2][row] = part.s2;
                    rows[depth + 3][row] = part.s3;
                    columns[y][x] = vload4(0, b + (k + y) * n + left + 4 * x);
                    barrier(CLK_LOCAL_MEM_FENCE);
                    for (int i = 0; i < DEPTH; i++) {
                        float4 across = columns[i][x], down = vload4(y, rows[i]);
                        sum0 += down.s0 * across;
                        sum1 += down.s1 * across;
                        sum2 += down.s2 * across;
                        sum3 += down.s3 * across;
                    }
                    barrier(CLK_LOCAL_MEM_FENCE);
                }
                global float *first = c + (top + 4 * y) * n + left + 4 * x;
                vstore4(sum0, 0, first);
                vstore4(sum1, 0, first + n);
                vstore4(sum2, 0, first + 2 * n);
                vstore4(sum3, 0, first + 3 * n);
            }
            """;

    private static final String VECTORISED =
            """
            kernel void vectorised(global const float *a, global const float *b, int n,
                                   global float *c) {
                int wide = n / 4;
                int row = get_global_id(0) / wide * 4, column = get_global_id(0) % wide * 4;
                float4 sum0 = 0.0f, sum1 = 0.0f, sum2 = 0.0f, sum3 = 0.0f;
                for (int k = 0; k < n; k++) {
                    float4 four = vload4(0, b + k * n + column);
                    sum0 += a[row * n + k] * four;
                    sum1 += a[(row + 1) * n + k] * four;
                    sum2 += a[(row + 2) * n + k] * four;
                    sum3 += a[(row + 3) * n + k] * four;
                }
                vstore4(sum0, 0, c + row * n + column);
                vstore4(sum1, 0, c + (row + 1) * n + column);
                vstore4(sum2, 0, c + (row + 2) * n + column);
                vstore4(sum3, 0, c + (row + 3) * n + column);
            }
            """;

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public DeviceWork<float[]> open(Parameters parameters, long seed) {
        int side = parameters.get(TILES) * TILE;
        return new Bands(
                parameters,
                side,
                new Slices.Input<>(() -> List.of(numbers(side, seed), numbers(side, ~seed))));
    }

    /**
     * From 0 to 7: the greatest sum there can be is 4,096 times 49, which a float holds exactly.
     */
    private static float[] numbers(int side, long seed) {
        int[] whole = Noise.numbers(side * side, 8, seed);
        float[] values = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            values[i] = whole[i];
        }
        return values;
    }

    private record Bands(Parameters parameters, int side, Slices.Input<List<float[]>> input)
            implements DeviceWork<float[]> {

        private int band() {
            return TILE * side;
        }

        @Override
        public int size() {
            return side / TILE;
        }

        /** Along the rows of both matrices, so that a processor reads memory as it lies. */
        @Override
        public float[] part(int index) throws InterruptedException {
            float[] a = input.get().get(0);
            float[] b = input.get().get(1);
            float[] result = new float[band()];
            for (int y = 0; y < TILE; y++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                for (int k = 0; k < side; k++) {
                    float factor = a[(index * TILE + y) * side + k];
                    for (int x = 0; x < side; x++) {
                        result[y * side + x] += factor * b[k * side + x];
                    }
                }
            }
            return result;
        }

        @Override
        public Program program() {
            return switch (parameters.get(KERNEL)) {
                case "naive" -> new Program("naive", NAIVE);
                case "tiled" -> new Program("tiled", TILED);
                default -> new Program("vectorised", VECTORISED);
            };
        }

        @Override
        public Launch launch(Chunk parts) {
            int results = parts.size() * band();
            return new Launch(
                    parameters.get(KERNEL).equals("naive") ? results : results / 16,
                    parameters.get(KERNEL).equals("tiled") ? ITEMS_IN_TILE : 0,
                    List.of(
                            new Floats(
                                    FloatBuffer.wrap(
                                            input.get().get(0), parts.from() * band(), results)),
                            new Floats(FloatBuffer.wrap(input.get().get(1))),
                            new Whole(side)),
                    (long) results * Float.BYTES);
        }

        @Override
        public float[] result(Chunk parts, int index, ByteBuffer output) {
            float[] result = new float[band()];
            output.asFloatBuffer().get((index - parts.from()) * band(), result);
            return result;
        }

        @Override
        public long digest(float[] result) {
            long hash = 17;
            for (float value : result) {
                hash = 1_000_003 * hash + Float.floatToRawIntBits(value);
            }
            return hash;
        }

        /** Each matrix once. */
        @Override
        public double bytes() {
            return 3.0 * side * side * Float.BYTES;
        }

        @Override
        public double operations(List<float[]> results) {
            return 2.0 * side * side * side;
        }

        @Override
        public double difference(float[] expected, float[] result) {
            double worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(expected[i] - result[i]));
            }
            return worst;
        }
    }
}
