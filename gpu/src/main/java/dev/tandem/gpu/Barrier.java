// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * A sum within a group: half of the items add what the other half has, then half of those, until
 * one has it all. Each step reads what others wrote in the step before, so all must have arrived
 * there. On a processor the items of a group run one after the other between two barriers: without
 * one, the first is done before the second has begun. On a GPU 32 items run in step, and the error
 * shows between those who do not.
 *
 * <p>Seen in 100 runs of the broken variant, on PoCL: wrong in 100, nearly every group.
 *
 * <pre>{@code tandem run gpu.barrier --variant broken}</pre>
 */
final class Barrier implements Workload {

    private static final String LESSON =
            """
            Items of a group share memory, and nothing orders what they do in it but a barrier. It
            holds every item until all have come, and makes what they wrote visible to each other.
            Without it a program may seem to work, because on some device some items happen to run
            in step; that is a property of the device, and not of the program.
            """;

    private static final Parameter<Integer> GROUPS =
            integer("groups", 256, 1, 65_536, "how many groups sum");

    private static final Label EXACT = acceptable("exact", "every group has its sum");
    private static final Label STALE =
            forbidden("stale", "items added what others had not written yet");

    private static final Variants<Program> KERNELS =
            Variants.of(
                    flawed("broken", "no barrier", STALE, () -> kernel("")),
                    sound(
                            "fixed",
                            "a barrier before each step",
                            () -> kernel("barrier(CLK_LOCAL_MEM_FENCE);")));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.barrier", "A reduction without its barrier", LESSON)
                    .with(GROUPS, DeviceChoice.DEVICE)
                    .with(KERNELS)
                    .with(EXACT, STALE)
                    .needs(DeviceChoice.OPENCL)
                    .build();

    private static final int GROUP = 256;

    private static Program kernel(String barrier) {
        return new Program(
                "sum",
                """
                kernel void sum(global const int *values, local int *shared, global int *sums) {
                    int item = get_local_id(0);
                    shared[item] = values[get_global_id(0)];
                    for (int step = get_local_size(0) / 2; step > 0; step /= 2) {
                        BARRIER
                        if (item < step) {
                            shared[item] += shared[item + step];
                        }
                    }
                    if (item == 0) {
                        sums[get_group_id(0)] = shared[0];
                    }
                }
                """
                        .replace("BARRIER", barrier));
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int groups = context.get(GROUPS);
        int[] values = Noise.numbers(groups * GROUP, 1000, context.seed());
        ByteBuffer memory =
                ByteBuffer.allocateDirect(values.length * Integer.BYTES)
                        .order(ByteOrder.nativeOrder());
        memory.asIntBuffer().put(values);
        try (Queue queue = Queue.on(DeviceChoice.of(context))) {
            Buffer input = queue.buffer(memory.capacity());
            Buffer sums = queue.buffer((long) groups * Integer.BYTES);
            queue.write(input, memory);
            Kernel kernel = queue.compile(context.make(KERNELS));
            kernel.with(0, input).withLocal(1, GROUP * Integer.BYTES).with(2, sums);
            queue.launch(kernel, values.length, GROUP);
            context.event(
                    String.format(
                            Locale.ROOT,
                            "%,d groups have summed %,d numbers",
                            groups,
                            values.length));
            queue.read(sums, memory.limit(groups * Integer.BYTES));
        }
        int wrong = 0;
        for (int group = 0; group < groups; group++) {
            int expected = Arrays.stream(values, group * GROUP, (group + 1) * GROUP).sum();
            wrong += memory.getInt(group * Integer.BYTES) == expected ? 0 : 1;
        }
        return (wrong == 0 ? EXACT : STALE)
                .observed()
                .with("groups", groups)
                .with("wrongGroups", wrong);
    }
}
