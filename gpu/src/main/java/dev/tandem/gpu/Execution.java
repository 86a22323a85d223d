// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.KernelWork;
import dev.tandem.spi.KernelWork.Argument;
import dev.tandem.spi.KernelWork.Argument.Floats;
import dev.tandem.spi.KernelWork.Argument.Ints;
import dev.tandem.spi.KernelWork.Argument.Real;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.KernelWork.Launch;
import dev.tandem.spi.TandemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Work that is ready on a device: its kernel compiled, the buffers made. It can be run again and
 * again.
 *
 * <p>A launch computes as many parts as fit into the memory there, and no more than take a tenth of
 * a second: a kernel cannot be interrupted. How many those are is found out by beginning with few.
 */
final class Execution<R> implements AutoCloseable {

    /** Takes the result of each part. */
    @FunctionalInterface
    interface Sink<R> {
        void take(int index, R result);
    }

    /**
     * Where the time of a run went, in nanoseconds of the device.
     *
     * @param transfer bringing data there and back
     * @param launch from asking for a kernel until it began
     */
    record Times(long transfer, long launch, long compute) {
        Times plus(Times more) {
            return new Times(
                    transfer + more.transfer, launch + more.launch, compute + more.compute);
        }
    }

    private static final long LONG_NANOS = 100_000_000;

    /** Of a buffer, because this program keeps one as large to copy through. */
    private static final long LARGEST_BYTES = 1 << 28;

    /** The first launch computes one of so many pieces. */
    private static final int PIECES = 64;

    /** By how much a launch is larger than a quick one before it. */
    private static final int GROWTH = 4;

    private final KernelWork<R> work;
    private final Queue queue;
    private final Kernel kernel;
    private final List<Buffer> inputs;
    private final Buffer output;
    private final ByteBuffer staging;
    private final int most;
    private int grain;

    private Execution(KernelWork<R> work, int most, Queue queue) {
        this.work = work;
        this.most = most;
        this.queue = queue;
        grain = Math.max(1, most / PIECES);
        kernel = queue.compile(work.program());
        Launch largest = work.launch(new Chunk(0, most));
        // A number takes a place in the list of buffers, too, and OpenCL has none of no bytes.
        inputs =
                largest.arguments().stream()
                        .map(argument -> queue.buffer(Math.max(1, argument.bytes())))
                        .toList();
        output = queue.buffer(largest.outputBytes());
        long room = inputs.stream().mapToLong(Buffer::bytes).reduce(output.bytes(), Math::max);
        staging = ByteBuffer.allocateDirect((int) room).order(ByteOrder.nativeOrder());
    }

    /**
     * @throws TandemException.Missing when the device has no room for a single part
     * @throws DeviceFailure when the kernel does not compile; nothing is left open then
     */
    static <R> Execution<R> of(KernelWork<R> work, Device device) {
        int most = fitting(work, device);
        Queue queue = Queue.on(device);
        try {
            return new Execution<>(work, most, queue);
        } catch (RuntimeException | OutOfMemoryError e) {
            queue.close();
            throw e;
        }
    }

    /** How many parts fit into the memory of the device, and into the buffer here. */
    private static int fitting(KernelWork<?> work, Device device) {
        for (int most = work.size(); ; most = Math.ceilDiv(most, 2)) {
            try {
                mustFit(work.launch(new Chunk(0, most)), device);
                return most;
            } catch (TandemException.Missing e) {
                if (most == 1) {
                    throw e;
                }
            }
        }
    }

    private static void mustFit(Launch launch, Device device) {
        long[] sizes =
                LongStream.concat(
                                LongStream.of(launch.outputBytes()),
                                launch.arguments().stream().mapToLong(Argument::bytes))
                        .toArray();
        device.mustHold(sizes);
        if (LongStream.of(sizes).anyMatch(size -> size > LARGEST_BYTES)) {
            throw new TandemException.Missing(
                    String.format(
                            Locale.ROOT,
                            "a part takes a buffer of more than %d MiB",
                            LARGEST_BYTES >> 20),
                    "ask for less, or for more parts");
        }
    }

    /**
     * Computes every part, and hands the results over in the order of their parts.
     *
     * @throws InterruptedException when interrupted, before the next launch
     */
    Times run(Sink<R> sink) throws InterruptedException {
        Times times = new Times(0, 0, 0);
        for (int from = 0; from < work.size(); ) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            var parts = new Chunk(from, from + Math.min(grain, work.size() - from));
            times = times.plus(launch(parts));
            for (int part = parts.from(); part < parts.to(); part++) {
                sink.take(part, work.result(parts, part, staging));
            }
            from = parts.to();
        }
        return times;
    }

    private Times launch(Chunk parts) {
        Launch launch = work.launch(parts);
        long transfer = 0;
        for (int i = 0; i < inputs.size(); i++) {
            transfer += pass(i, launch.arguments().get(i));
        }
        kernel.with(inputs.size(), output);
        Timing timing = queue.launch(kernel, launch.items(), launch.group());
        if (timing.nanos() > LONG_NANOS) {
            grain = Math.ceilDiv(grain, 2);
        } else if (timing.nanos() < LONG_NANOS / GROWTH) {
            grain = (int) Math.min(most, (long) GROWTH * grain);
        }
        staging.clear().limit((int) launch.outputBytes());
        transfer += queue.read(output, staging).nanos();
        return new Times(transfer, timing.launch(), timing.nanos());
    }

    /** Sets an argument of the kernel; returns how long its data took to get there. */
    private long pass(int position, Argument argument) {
        staging.clear();
        switch (argument) {
            case Whole(int value) -> kernel.with(position, value);
            case Real(float value) -> kernel.with(position, value);
            case Floats(var values) -> staging.asFloatBuffer().put(values.duplicate());
            case Ints(var values) -> staging.asIntBuffer().put(values.duplicate());
        }
        if (argument.bytes() == 0) {
            return 0;
        }
        kernel.with(position, inputs.get(position));
        return queue.write(inputs.get(position), staging.limit((int) argument.bytes())).nanos();
    }

    @Override
    public void close() {
        queue.close();
    }
}
