// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.Parameters;
import java.util.List;

/**
 * c = a + b, the first kernel of every course. A sum takes twelve bytes of traffic and one
 * operation, so memory decides alone; and to a device that is not the processor all the bytes have
 * to travel first, which takes longer than to add them here. Look at which model loses.
 *
 * <p>The results are compared bit by bit: the input has so few digits that nothing is rounded.
 *
 * <pre>{@code tandem compare gpu.vector-add}</pre>
 */
final class VectorAdd implements Job<float[]> {

    private static final String LESSON =
            """
            To add two vectors is all memory and no arithmetic. A device of its own adds them many
            times faster than a processor and is slower all the same, because the data has to go
            there and come back. A kernel pays when it computes much with each byte that it is sent,
            or when the data stays where it is.
            """;

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.vector-add",
                    "Adding two vectors",
                    Bound.CPU,
                    LESSON,
                    Slices.ELEMENTS,
                    Slices.SLICE,
                    DeviceChoice.DEVICE);

    private static final String KERNEL =
            """
            kernel void vector_add(global const float *a, global const float *b, int n,
                                   global float *c) {
                int i = 4 * get_global_id(0);
                if (i + 4 <= n) {
                    vstore4(vload4(0, a + i) + vload4(0, b + i), 0, c + i);
                } else {
                    for (; i < n; i++) {
                        c[i] = a[i] + b[i];
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
                new Program("vector_add", KERNEL)) {
            @Override
            void compute(List<float[]> input, int from, float[] result) {
                float[] a = input.get(0);
                float[] b = input.get(1);
                for (int i = 0; i < result.length; i++) {
                    result[i] = a[from + i] + b[from + i];
                }
            }

            @Override
            int elementsAnItem() {
                return 4;
            }
        };
    }
}
