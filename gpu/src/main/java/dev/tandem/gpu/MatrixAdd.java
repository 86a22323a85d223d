// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import java.util.List;

/**
 * The sum of two square matrices, a part a row. The kernel runs over columns, not rows: neighbours
 * in a group read neighbours in memory, which the device fetches together. With {@code -p
 * order=columns} they do not, and each of them has a line of memory fetched for four bytes.
 *
 * <p>The results are compared bit by bit: the input has so few digits that nothing is rounded.
 *
 * <pre>{@code tandem compare gpu.matrix-add -p order=columns}</pre>
 */
final class MatrixAdd implements Job<float[]> {

    private static final String LESSON =
            """
            A matrix lies in memory row after row. Work items that are neighbours run at the same
            time, and where they read neighbouring elements, one access to memory serves them all.
            The same program with its indices exchanged reads the same bytes and takes several times
            as long.
            """;

    private static final Parameter<Integer> SIDE =
            integer("side", 1024, 1, 8192, "rows and columns of the matrices");
    private static final Parameter<String> ORDER =
            Parameter.choice(
                    "order",
                    "rows",
                    List.of("rows", "columns"),
                    "along what the kernel's items are neighbours");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.matrix-add",
                    "Adding two matrices",
                    Bound.CPU,
                    LESSON,
                    SIDE,
                    ORDER,
                    DeviceChoice.DEVICE);

    private static final String ALONG_ROWS =
            """
            kernel void matrix_add(global const float *a, global const float *b, int n,
                                   global float *c) {
                int i = get_global_id(0);
                if (i < n) {
                    c[i] = a[i] + b[i];
                }
            }
            """;

    private static final String ALONG_COLUMNS =
            """
            kernel void matrix_add(global const float *a, global const float *b, int n,
                                   global float *c) {
                int rows = n / SIDE;
                int item = get_global_id(0);
                if (item < n) {
                    int i = (item % rows) * SIDE + item / rows;
                    c[i] = a[i] + b[i];
                }
            }
            """;

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public DeviceWork<float[]> open(Parameters parameters, long seed) {
        int side = parameters.get(SIDE);
        String kernel =
                parameters.get(ORDER).equals("rows")
                        ? ALONG_ROWS
                        : "#define SIDE " + side + "\n" + ALONG_COLUMNS;
        return new FloatWork(
                parameters,
                new Slices(side * side, side),
                FloatWork.two(side * side, seed),
                new Program("matrix_add", kernel)) {
            @Override
            void compute(List<float[]> input, int from, float[] result) {
                float[] a = input.get(0);
                float[] b = input.get(1);
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[from + i] + b[from + i];
                }
            }
        };
    }
}
