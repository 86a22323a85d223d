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
import java.util.Locale;

/**
 * Many items count in one place. It is the lost update of {@code sync.race}, with thousands of
 * threads. Look at what is left of the count, and at the time: an atomic operation on one place
 * makes all items wait in one line, and a count for each group, added once, makes the line short.
 *
 * <p>Seen in 100 runs on PoCL with two busy processors: updates lost in 100 of the variant in-step,
 * and in none of the variant plain, whose items run one after the other within a group. Two groups
 * at a time lose some when they count for long: with {@code -p groups=65536 -p increments=256}
 * about one in a thousand, in 2 of 3 runs.
 *
 * <pre>{@code tandem run gpu.counter --variant plain}</pre>
 */
final class GlobalCounter implements Workload {

    private static final String LESSON =
            """
            An increment is to read, to add and to write, on a device as anywhere. Items that run in
            step all read the same value, so that of a whole group one increment is left. An atomic
            operation loses none and is slow when all want the same place; counting within the group
            first, and adding once for each group, is as right and many times faster.
            """;

    private static final Parameter<Integer> GROUPS =
            integer("groups", 4096, 1, 65_536, "how many groups of 64 items count");
    private static final Parameter<Integer> TIMES =
            integer("increments", 16, 1, 256, "how often each item counts");

    private static final Label EXACT = acceptable("exact", "every increment arrived");
    private static final Label LOST =
            forbidden("lost-update", "items overwrote each other's increments");

    /** What a GPU does with the plain increment of itself; the barrier makes every device do it. */
    private static final String IN_STEP =
            """
            for (int i = 0; i < n; i++) {
                int seen = *count;
                barrier(CLK_GLOBAL_MEM_FENCE);
                *count = seen + 1;
                barrier(CLK_GLOBAL_MEM_FENCE);
            }
            """;

    private static final String BY_GROUP =
            """
            local int ours;
            if (get_local_id(0) == 0) ours = 0;
            barrier(CLK_LOCAL_MEM_FENCE);
            for (int i = 0; i < n; i++) atomic_inc(&ours);
            barrier(CLK_LOCAL_MEM_FENCE);
            if (get_local_id(0) == 0) atomic_add(count, ours);
            """;

    private static final Variants<Program> KERNELS =
            Variants.of(
                    flawed(
                            "plain",
                            "an increment",
                            LOST,
                            () -> kernel("for (int i = 0; i < n; i++) (*count)++;")),
                    flawed(
                            "in-step",
                            "all items of a group read, then all of them write",
                            LOST,
                            () -> kernel(IN_STEP)),
                    sound(
                            "atomic",
                            "an atomic increment",
                            () -> kernel("for (int i = 0; i < n; i++) atomic_inc(count);")),
                    sound(
                            "by-group",
                            "an atomic increment within the group, one addition for each group",
                            () -> kernel(BY_GROUP)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.counter", "A counter that all items share", LESSON)
                    .with(GROUPS, TIMES, DeviceChoice.DEVICE)
                    .with(KERNELS)
                    .with(EXACT, LOST)
                    .needs(DeviceChoice.OPENCL)
                    .build();

    private static final int GROUP = 64;

    private static Program kernel(String increment) {
        return new Program(
                "tally",
                """
                kernel void tally(int n, volatile global int *count) {
                    INCREMENT
                }
                """
                        .replace("INCREMENT", increment));
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int items = context.get(GROUPS) * GROUP;
        int expected = items * context.get(TIMES);
        ByteBuffer count = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        Timing timing;
        try (Queue queue = Queue.on(DeviceChoice.of(context))) {
            Buffer buffer = queue.buffer(Integer.BYTES);
            queue.write(buffer, count);
            Kernel kernel = queue.compile(context.make(KERNELS));
            kernel.with(0, context.get(TIMES)).with(1, buffer);
            timing = queue.launch(kernel, items, GROUP);
            context.event(String.format(Locale.ROOT, "%,d items have counted", items));
            queue.read(buffer, count);
        }
        int counted = count.getInt(0);
        return (counted == expected ? EXACT : LOST)
                .observed()
                .with("expected", expected)
                .with("counted", counted)
                .with("lost", expected - counted)
                .with("nanos", timing.nanos());
    }
}
