// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.Parameters;
import java.util.List;
import java.util.SplittableRandom;

/**
 * e to the power of x, for which every device has a program of its own. OpenCL lets it be wrong by
 * three units in the last place, so results cannot be compared bit by bit.
 *
 * <p>The digest covers the results rounded to a grid of 1/4,096. Numbers whose power lies so close
 * to the middle between two points of it that three units decide are not drawn: then every correct
 * device rounds alike.
 *
 * <pre>{@code tandem compare gpu.exp}</pre>
 */
final class Exponential implements Job<float[]> {

    private static final String LESSON =
            """
            A function of the mathematical library is much arithmetic for eight bytes, and a GPU has
            units of its own for it. Its last digits are nobody's promise: two correct devices may
            differ by a few units in the last place, so that results are equal within a tolerance
            that is stated, or not at all.
            """;

    /** Of e, 1/4,096; a float there has steps of 2 to the power of -22. */
    private static final float GRID = 4096;

    /** Three units in the last place of the greatest result there is, and one for the reference. */
    private static final double TOLERANCE = 4 * 0x1p-22;

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.exp",
                    "The exponential function",
                    Bound.CPU,
                    LESSON,
                    Slices.ELEMENTS,
                    Slices.SLICE,
                    DeviceChoice.DEVICE);

    private static final String KERNEL =
            """
            kernel void exponential(global const float *x, int n, global float *result) {
                int i = get_global_id(0);
                if (i < n) {
                    result[i] = exp(x[i]);
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
                new Slices.Input<>(() -> List.of(clearOfEdges(slices.elements(), seed))),
                new Program("exponential", KERNEL)) {
            @Override
            void compute(List<float[]> input, int from, float[] result) {
                float[] x = input.getFirst();
                for (int i = 0; i < result.length; i++) {
                    result[i] = (float) Math.exp(x[from + i]);
                }
            }

            @Override
            public long digest(float[] result) {
                long hash = 17;
                for (float value : result) {
                    hash = 1_000_003 * hash + Math.round(value * GRID);
                }
                return hash;
            }

            @Override
            public double tolerance() {
                // Four units in the last place.
                return 4 * 0x1p-23;
            }
        };
    }

    /** Numbers from -1 to 1 whose powers all correct devices round alike. */
    private static float[] clearOfEdges(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            do {
                values[i] = 2 * random.nextFloat() - 1;
            } while (isNearEdge(Math.exp(values[i]) * GRID));
        }
        return values;
    }

    private static boolean isNearEdge(double scaled) {
        double fraction = scaled - Math.floor(scaled);
        return Math.abs(fraction - 0.5) <= 2 * TOLERANCE * GRID;
    }
}
