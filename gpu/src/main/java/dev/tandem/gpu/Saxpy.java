// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.Parameters;
import java.util.List;

/**
 * y = a x + y in single precision, as BLAS calls it. A compiler for a device may make one fused
 * multiply-add of the two operations, which rounds once instead of twice: the reason why results of
 * two machines differ in their last bit.
 *
 * <p>Here they are compared bit by bit all the same: the input has so few digits that the product
 * needs no rounding, and one rounding is then what both ways do.
 *
 * <pre>{@code tandem compare gpu.saxpy}</pre>
 */
final class Saxpy implements Job<float[]> {

    private static final String LESSON =
            """
            A multiplication and an addition for twelve bytes of traffic: twice the arithmetic of a
            vector addition, and not a nanosecond slower, because memory decides. Whoever wants the
            same bits on every machine chooses input for which nothing is rounded, or says where a
            multiply-add may be fused.
            """;

    private static final float A = 1.5f;

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.saxpy",
                    "A vector times a number, plus a vector",
                    Bound.CPU,
                    LESSON,
                    Slices.ELEMENTS,
                    Slices.SLICE,
                    DeviceChoice.DEVICE);

    private static final String KERNEL =
            """
            kernel void saxpy(global const float *x, global const float *y, int n,
                              global float *result) {
                int i = 4 * get_global_id(0);
                if (i + 4 <= n) {
                    vstore4(1.5f * vload4(0, x + i) + vload4(0, y + i), 0, result + i);
                } else {
                    for (; i < n; i++) {
                        result[i] = 1.5f * x[i] + y[i];
                    }
                }
            }
            """;

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public DeviceWork<float[]> open(Parameters parameters, long seed) {
        Slices slices = Slices.of(parameters);
        return new FloatWork(
                parameters,
                slices,
                FloatWork.two(slices.elements(), seed),
                new Program("saxpy", KERNEL)) {
            @Override
            void compute(List<float[]> input, int from, float[] result) {
                float[] x = input.get(0);
                float[] y = input.get(1);
                for (int i = 0; i < result.length; i++) {
                    result[i] = A * x[from + i] + y[from + i];
                }
            }

            @Override
            int operations() {
                return 2;
            }

            @Override
            int elementsAnItem() {
                return 4;
            }
        };
    }
}
