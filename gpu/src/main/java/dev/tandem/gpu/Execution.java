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
import java.util.stream.IntStream;

/**
 * Work that is ready on a device: its kernel compiled, its parts in as few launches as fit into the
 * memory there, the buffers made. It can be run again and again.
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
        Times plus(long moreTransfer, Timing kernel) {
            return new Times(
                    transfer + moreTransfer, launch + kernel.launch(), compute + kernel.nanos());
        }
    }

    private final KernelWork<R> work;
    private final List<Chunk> chunks;
    private final Queue queue;
    private final Kernel kernel;
    private final List<Buffer> inputs;
    private final Buffer output;
    private final ByteBuffer staging;

    private Execution(KernelWork<R> work, List<Chunk> chunks, Queue queue) {
        this.work = work;
        this.chunks = chunks;
        this.queue = queue;
        kernel = queue.compile(work.program());
        List<Launch> launches = chunks.stream().map(work::launch).toList();
        inputs =
                IntStream.range(0, launches.getFirst().arguments().size())
                        .mapToLong(i -> largestArgument(launches, i))
                        .mapToObj(queue::buffer)
                        .toList();
        output = queue.buffer(largestOutput(launches));
        long largest = inputs.stream().mapToLong(Buffer::bytes).reduce(output.bytes(), Math::max);
        staging =
                ByteBuffer.allocateDirect(Math.toIntExact(largest)).order(ByteOrder.nativeOrder());
    }

    // A number takes a place in the list of buffers, too; OpenCL has none of no bytes.
    private static long largestArgument(List<Launch> launches, int i) {
        return launches.stream().mapToLong(l -> l.arguments().get(i).bytes()).reduce(1, Math::max);
    }

    private static long largestOutput(List<Launch> launches) {
        return launches.stream().mapToLong(Launch::outputBytes).reduce(1, Math::max);
    }

    /**
     * @throws TandemException.Missing when the device has no room for a single part
     * @throws DeviceFailure when the kernel does not compile; nothing is left open then
     */
    static <R> Execution<R> of(KernelWork<R> work, Device device) {
        List<Chunk> chunks = fitting(work, device);
        Queue queue = Queue.on(device);
        try {
            return new Execution<>(work, chunks, queue);
        } catch (RuntimeException | OutOfMemoryError e) {
            queue.close();
            throw e;
        }
    }

    /** As few launches as the memory of the device and the size of a Java buffer allow. */
    private static List<Chunk> fitting(KernelWork<?> work, Device device) {
        for (int count = 1; ; count = Math.min(2 * count, work.size())) {
            List<Chunk> chunks = Chunk.split(work.size(), count);
            try {
                chunks.forEach(chunk -> mustFit(work.launch(chunk), device));
                return chunks;
            } catch (TandemException.Missing e) {
                if (count == work.size()) {
                    throw e;
                }
            }
        }
    }

    private static void mustFit(Launch launch, Device device) {
        long[] sizes =
                IntStream.rangeClosed(0, launch.arguments().size())
                        .mapToLong(i ->
                                i == 0
                                        ? launch.outputBytes()
                                        : launch.arguments().get(i - 1).bytes())
                        .toArray();
        device.mustHold(sizes);
        for (long size : sizes) {
            if (size > Integer.MAX_VALUE) {
                throw new TandemException.Missing(
                        "a buffer of " + size + " bytes is larger than Java has them",
                        "ask for less");
            }
        }
    }

    /**
     * Computes every part, and hands the results over in the order of their parts.
     *
     * @throws InterruptedException when interrupted, before the next launch
     */
    Times run(Sink<R> sink) throws InterruptedException {
        Times times = new Times(0, 0, 0);
        for (Chunk chunk : chunks) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Launch launch = work.launch(chunk);
            long transfer = 0;
            for (int i = 0; i < inputs.size(); i++) {
                transfer += pass(i, launch.arguments().get(i));
            }
            kernel.with(inputs.size(), output);
            Timing timing = queue.launch(kernel, launch.items(), launch.group());
            staging.clear().limit((int) launch.outputBytes());
            transfer += queue.read(output, staging).nanos();
            times = times.plus(transfer, timing);
            for (int part = chunk.from(); part < chunk.to(); part++) {
                sink.take(part, work.result(chunk, part, staging));
            }
        }
        return times;
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

    int launches() {
        return chunks.size();
    }

    @Override
    public void close() {
        queue.close();
    }
}
