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
import java.util.stream.IntStream;

/**
 * A kernel runs in groups, so there are more items than elements unless the number happens to be a
 * multiple of the group. Those beyond the end have to do nothing. Where the kernel forgets to ask,
 * they write behind the array, and nothing says so: no exception, no signal, and the array itself
 * is right.
 *
 * <p>Here a guard lies behind the array, filled with a pattern and looked at afterwards. Look at
 * {@code -p elements=1024}, which is a multiple: the broken kernel is then right by luck.
 *
 * <p>Seen in 100 runs of the broken variant, on PoCL: overwritten in 100.
 *
 * <pre>{@code tandem run gpu.overrun --variant broken}</pre>
 */
final class Overrun implements Workload {

    private static final String LESSON =
            """
            The memory of a device has no bounds that anybody checks. An item with too great an
            index writes into whatever lies behind the array, often the next buffer, and some other
            kernel computes nonsense later. So the first line of a kernel compares its index with
            the number of elements; and a test puts a guard behind each buffer and looks at it.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 1000, 1, 1 << 20, "how many elements the array has");

    private static final Label INTACT =
            acceptable("intact", "nothing was written behind the array");
    private static final Label OVERWRITTEN =
            forbidden("overwritten", "items without an element wrote behind the array");

    private static final Variants<Program> KERNELS =
            Variants.of(
                    flawed("broken", "every item writes", OVERWRITTEN, () -> kernel("")),
                    sound(
                            "fixed",
                            "an item beyond the end returns",
                            () -> kernel("if (i >= n) return;")));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.overrun", "An index that runs past the end", LESSON)
                    .with(ELEMENTS, DeviceChoice.DEVICE)
                    .with(KERNELS)
                    .with(INTACT, OVERWRITTEN)
                    .needs(DeviceChoice.OPENCL)
                    .build();

    private static final int GROUP = 64;
    private static final int GUARD = 0x5a5a5a5a;

    private static Program kernel(String check) {
        return new Program(
                "fill",
                """
                kernel void fill(int n, global int *result) {
                    int i = get_global_id(0);
                    CHECK
                    result[i] = 2 * i;
                }
                """
                        .replace("CHECK", check));
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int elements = context.get(ELEMENTS);
        // Long enough for every item there is: what goes wrong stays within the buffer.
        int all = (elements / GROUP + 1) * GROUP;
        int items = Math.ceilDiv(elements, GROUP) * GROUP;
        ByteBuffer memory =
                ByteBuffer.allocateDirect(all * Integer.BYTES).order(ByteOrder.nativeOrder());
        IntStream.range(0, all).forEach(i -> memory.putInt(i * Integer.BYTES, GUARD));
        try (Queue queue = Queue.on(DeviceChoice.of(context))) {
            Buffer buffer = queue.buffer(memory.capacity());
            queue.write(buffer, memory);
            Kernel kernel = queue.compile(context.make(KERNELS));
            queue.launch(kernel.with(0, elements).with(1, buffer), items, GROUP);
            context.event(
                    String.format(
                            Locale.ROOT, "%,d items have run for %,d elements", items, elements));
            queue.read(buffer, memory);
        }
        long overwritten =
                IntStream.range(elements, all)
                        .filter(i -> memory.getInt(i * Integer.BYTES) != GUARD)
                        .count();
        long wrong =
                IntStream.range(0, elements)
                        .filter(i -> memory.getInt(i * Integer.BYTES) != 2 * i)
                        .count();
        return (overwritten == 0 ? INTACT : OVERWRITTEN)
                .observed()
                .with("items", items)
                .with("elements", elements)
                .with("wrongElements", wrong)
                .with("overwrittenBehind", overwritten);
    }
}
