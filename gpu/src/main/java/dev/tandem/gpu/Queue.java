// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.lwjgl.opencl.CL10.CL_BUILD_PROGRAM_FAILURE;
import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.CL_KERNEL_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_MEM_READ_WRITE;
import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_END;
import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_QUEUED;
import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_START;
import static org.lwjgl.opencl.CL10.CL_PROFILING_COMMAND_SUBMIT;
import static org.lwjgl.opencl.CL10.CL_PROGRAM_BUILD_LOG;
import static org.lwjgl.opencl.CL10.CL_QUEUE_PROFILING_ENABLE;
import static org.lwjgl.opencl.CL10.clBuildProgram;
import static org.lwjgl.opencl.CL10.clCreateBuffer;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clCreateProgramWithSource;
import static org.lwjgl.opencl.CL10.clEnqueueCopyBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clEnqueueReadBuffer;
import static org.lwjgl.opencl.CL10.clEnqueueWriteBuffer;
import static org.lwjgl.opencl.CL10.clGetEventProfilingInfo;
import static org.lwjgl.opencl.CL10.clGetKernelWorkGroupInfo;
import static org.lwjgl.opencl.CL10.clGetProgramBuildInfo;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseContext;
import static org.lwjgl.opencl.CL10.clReleaseEvent;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clReleaseMemObject;
import static org.lwjgl.opencl.CL10.clReleaseProgram;
import static org.lwjgl.opencl.CL10.clWaitForEvents;

import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.TandemException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * The way to one device: commands go in, are done in their order, and tell their times. Every
 * command is waited for. All that a queue has made, buffers and kernels, is released with it, the
 * last first, however its use ends. Used by one thread at a time.
 */
final class Queue implements AutoCloseable {

    private final Device device;
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private long context;
    private long handle;

    private Queue(Device device) {
        this.device = device;
    }

    /**
     * @throws DeviceFailure when the driver does not let it be used; nothing is left open then
     */
    static Queue on(Device device) {
        var queue = new Queue(device);
        try (var _ = SignalHandlers.keep()) {
            queue.open();
            return queue;
        } catch (DeviceFailure e) {
            queue.close();
            throw e;
        }
    }

    private void open() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer properties =
                    stack.pointers(CL_CONTEXT_PLATFORM, device.id().platform(), 0);
            long id = device.id().device();
            context = made("a context", code -> clCreateContext(properties, id, null, 0, code));
            releases.push(() -> clReleaseContext(context));
            handle =
                    made(
                            "a queue",
                            code ->
                                    clCreateCommandQueue(
                                            context, id, CL_QUEUE_PROFILING_ENABLE, code));
            releases.push(() -> clReleaseCommandQueue(handle));
        }
    }

    Device device() {
        return device;
    }

    /**
     * @throws TandemException.Missing when it is larger than the device has them
     */
    Buffer buffer(long bytes) {
        device.mustHold(bytes);
        long buffer =
                made(
                        "a buffer of " + bytes + " bytes",
                        code -> clCreateBuffer(context, CL_MEM_READ_WRITE, bytes, code));
        releases.push(() -> clReleaseMemObject(buffer));
        return new Buffer(buffer, bytes);
    }

    /**
     * Compiles a kernel.
     *
     * @throws DeviceFailure with the words of the compiler when it does not compile
     */
    Kernel compile(Program program) {
        long built =
                made(
                        "a program",
                        code -> clCreateProgramWithSource(context, program.source(), code));
        releases.push(() -> clReleaseProgram(built));
        int code = clBuildProgram(built, device.id().device(), "-cl-std=CL1.2", null, 0);
        if (code == CL_BUILD_PROGRAM_FAILURE) {
            throw new DeviceFailure(
                    "the kernel %s does not compile for %s:%n%s"
                            .formatted(program.kernel(), device.name(), log(built)));
        }
        DeviceFailure.check(code, "to compile the kernel " + program.kernel());
        long kernel =
                made(
                        "the kernel " + program.kernel(),
                        error -> clCreateKernel(built, program.kernel(), error));
        releases.push(() -> clReleaseKernel(kernel));
        return new Kernel(program.kernel(), kernel, largestGroup(kernel));
    }

    private String log(long program) {
        return new Info((what, value, size) ->
                clGetProgramBuildInfo(program, device.id().device(), what, value, size))
                .text(CL_PROGRAM_BUILD_LOG);
    }

    private long largestGroup(long kernel) {
        return new Info((what, value, size) ->
                clGetKernelWorkGroupInfo(kernel, device.id().device(), what, value, size))
                .number(CL_KERNEL_WORK_GROUP_SIZE);
    }

    /** Copies what a direct buffer holds to the beginning of a buffer of the device. */
    Timing write(Buffer to, ByteBuffer from) {
        return timed(
                "to write a buffer",
                event -> clEnqueueWriteBuffer(handle, to.handle(), false, 0, from, null, event));
    }

    /** Fills a direct buffer with what stands at the beginning of a buffer of the device. */
    Timing read(Buffer from, ByteBuffer to) {
        return timed(
                "to read a buffer",
                event -> clEnqueueReadBuffer(handle, from.handle(), false, 0, to, null, event));
    }

    /** Copies all of a buffer to the beginning of another one on the device. */
    Timing copy(Buffer from, Buffer to) {
        return timed(
                "to copy a buffer",
                event ->
                        clEnqueueCopyBuffer(
                                handle,
                                from.handle(),
                                to.handle(),
                                0,
                                0,
                                from.bytes(),
                                null,
                                event));
    }

    /**
     * Runs a kernel.
     *
     * @param items a multiple of the group
     * @param group work items in a work group; 0 leaves it to the device
     * @throws TandemException.Usage when the group is larger than the device allows
     */
    Timing launch(Kernel kernel, long items, int group) {
        if (group > kernel.largestGroup()) {
            throw new TandemException.Usage(
                    String.format(
                            Locale.ROOT,
                            "a work group of %d items is too large for the kernel %s on %s; it takes at most %d",
                            group,
                            kernel.name(),
                            device.name(),
                            kernel.largestGroup()));
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer global = stack.pointers(items);
            PointerBuffer local = group == 0 ? null : stack.pointers(group);
            return timed(
                    "to run the kernel " + kernel.name(),
                    event ->
                            clEnqueueNDRangeKernel(
                                    handle, kernel.handle(), 1, null, global, local, null, event));
        }
    }

    @Override
    public void close() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }

    @FunctionalInterface
    private interface Maker {
        long make(IntBuffer code);
    }

    private static long made(String what, Maker maker) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer code = stack.callocInt(1);
            long made = maker.make(code);
            DeviceFailure.check(code.get(0), what);
            return made;
        }
    }

    @FunctionalInterface
    private interface Command {
        /**
         * @param event takes the handle by which the command is followed
         */
        int enqueue(@Nullable PointerBuffer event);
    }

    private static Timing timed(String what, Command command) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer events = stack.mallocPointer(1);
            DeviceFailure.check(command.enqueue(events), what);
            long event = events.get(0);
            try {
                DeviceFailure.check(clWaitForEvents(event), what);
                return timing(event);
            } finally {
                clReleaseEvent(event);
            }
        }
    }

    private static Timing timing(long event) {
        var info =
                new Info((what, value, size) -> clGetEventProfilingInfo(event, what, value, size));
        return new Timing(
                info.number(CL_PROFILING_COMMAND_QUEUED),
                info.number(CL_PROFILING_COMMAND_SUBMIT),
                info.number(CL_PROFILING_COMMAND_START),
                info.number(CL_PROFILING_COMMAND_END));
    }
}
