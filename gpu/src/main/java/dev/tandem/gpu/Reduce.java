// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork.Argument.Ints;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.Parameters;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.List;

/**
 * The sum of many numbers: where all results have to become one, items must work together. A group
 * of the kernel sums a part: each item some of it, then in local memory half of the items add what
 * the other half has, again and again, with a barrier before each step. What happens without the
 * barrier shows {@code gpu.barrier}.
 *
 * <p>The numbers are whole, so that their order does not matter and every sum is exact.
 *
 * <pre>{@code tandem compare gpu.reduce}</pre>
 */
final class Reduce implements Job<Long> {

    private static final String LESSON =
            """
            A sum seems to be one number after the other. Cut into parts it is a tree: each part is
            summed by a group of its own, in a group half of the items add what the other half has,
            and only the last step is left to one. Sums of floating point numbers come out
            differently when their order changes; sums of whole numbers do not.
            """;

    private static final int GROUP = 64;

    private static final JobSpec SPEC =
            JobSpec.of(
                    "gpu.reduce",
                    "Summing many numbers",
                    Bound.CPU,
                    LESSON,
                    Slices.ELEMENTS,
                    Slices.SLICE,
                    DeviceChoice.DEVICE);

    private static final String KERNEL =
            """
            #define GROUP 64
            kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
            void reduce(global const int *values, int n, int slice, global long *sums) {
                local long shared[GROUP];
                int item = get_local_id(0);
                int from = get_group_id(0) * slice, to = min(n - from, slice) + from;
                long sum = 0;
                for (int i = from + item; i < to; i += GROUP) {
                    sum += values[i];
                }
                shared[item] = sum;
                for (int step = GROUP / 2; step > 0; step /= 2) {
                    barrier(CLK_LOCAL_MEM_FENCE);
                    if (item < step) {
                        shared[item] += shared[item + step];
                    }
                }
                if (item == 0) {
                    sums[get_group_id(0)] = shared[0];
                }
            }
            """;

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public DeviceWork<Long> open(Parameters parameters, long seed) {
        Slices slices = Slices.of(parameters);
        return new Sums(
                parameters,
                slices,
                new Slices.Input<>(() -> Noise.numbers(slices.elements(), 1 << 20, seed)));
    }

    private record Sums(Parameters parameters, Slices slices, Slices.Input<int[]> input)
            implements DeviceWork<Long> {

        @Override
        public int size() {
            return slices.count();
        }

        @Override
        public Long part(int index) {
            int[] values = input.get();
            Chunk elements = slices.elementsOf(index);
            long sum = 0;
            for (int i = elements.from(); i < elements.to(); i++) {
                sum += values[i];
            }
            return sum;
        }

        @Override
        public Program program() {
            return new Program("reduce", KERNEL);
        }

        @Override
        public Launch launch(Chunk parts) {
            Chunk elements = slices.elementsOf(parts);
            return new Launch(
                    (long) parts.size() * GROUP,
                    GROUP,
                    List.of(
                            new Ints(IntBuffer.wrap(input.get(), elements.from(), elements.size())),
                            new Whole(elements.size()),
                            new Whole(slices.slice())),
                    (long) parts.size() * Long.BYTES);
        }

        @Override
        public Long result(Chunk parts, int index, ByteBuffer output) {
            return output.getLong((index - parts.from()) * Long.BYTES);
        }

        @Override
        public long digest(Long sum) {
            return sum;
        }

        @Override
        public double bytes() {
            return (double) slices.elements() * Integer.BYTES;
        }

        @Override
        public double operations(List<Long> results) {
            return slices.elements();
        }

        @Override
        public double difference(Long expected, Long result) {
            return Math.abs(expected - result);
        }
    }
}
