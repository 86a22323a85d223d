// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.lwjgl.opencl.CL10.CL_DEVICE_AVAILABLE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_EXTENSIONS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_CLOCK_FREQUENCY;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_MAX_WORK_ITEM_SIZES;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NAME;
import static org.lwjgl.opencl.CL10.CL_DEVICE_NOT_FOUND;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ACCELERATOR;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_ALL;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_CPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_TYPE_GPU;
import static org.lwjgl.opencl.CL10.CL_DEVICE_VERSION;
import static org.lwjgl.opencl.CL10.CL_DRIVER_VERSION;
import static org.lwjgl.opencl.CL10.CL_PLATFORM_NAME;
import static org.lwjgl.opencl.CL10.clGetDeviceIDs;
import static org.lwjgl.opencl.CL10.clGetDeviceInfo;
import static org.lwjgl.opencl.CL10.clGetPlatformIDs;
import static org.lwjgl.opencl.CL10.clGetPlatformInfo;
import static org.lwjgl.opencl.KHRICD.CL_PLATFORM_NOT_FOUND_KHR;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.lwjgl.PointerBuffer;
import org.lwjgl.opencl.CL;
import org.lwjgl.system.Configuration;
import org.lwjgl.system.Library;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.Platform;

/**
 * The OpenCL of this machine. Its library is loaded on first use, stays loaded, and may be missing.
 * The drivers behind it are loaded when devices are asked for, and no sooner: one that compiles for
 * the processor brings a whole compiler.
 */
final class OpenCl {

    private static final String REMEDY =
            "install the driver of your GPU with its OpenCL support, or PoCL, which runs kernels"
                    + " on the processor"
                    + " (Debian and Ubuntu: apt install ocl-icd-libopencl1 pocl-opencl-icd)";

    /** The property by which LWJGL is given another library. */
    private static final String LIBRARY_NAME = "org.lwjgl.opencl.libname";

    private static final String USUAL_NAME = "libOpenCL.so.1";

    private static final String NO_FOLDER =
            "make room in the folder that java.io.tmpdir names, and let libraries be loaded from it";

    /** The library, with what calls it. */
    private static final class Bound {
        private static final Availability LIBRARY = load();
    }

    /** The functions of the library, which loads the drivers to find some of them. */
    private static final class Functions {
        private static final Availability FOUND = find();

        private static Availability find() {
            if (!Bound.LIBRARY.isAvailable()) {
                return Bound.LIBRARY;
            }
            try (var _ = SignalHandlers.keep()) {
                CL.create();
                return Availability.available();
            } catch (LinkageError | IllegalStateException e) {
                return problem("the library libOpenCL is not one of OpenCL", e, REMEDY);
            }
        }
    }

    private OpenCl() {}

    /** Whether there is an OpenCL; what it drives is for {@link #devices} to find out. */
    static Availability availability() {
        // Half of what a list of everything takes would go into unpacking what calls the library.
        return Image.RUNS && SystemLoader.has(System.getProperty(LIBRARY_NAME, USUAL_NAME))
                ? Availability.available()
                : Bound.LIBRARY;
    }

    private static Availability load() {
        // What the library would print is returned instead: it belongs into the answer, not beside
        // it.
        Configuration.DEBUG_STREAM.set(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Configuration.OPENCL_EXPLICIT_INIT.set(true);
        String library =
                Objects.requireNonNullElseGet(
                        Configuration.OPENCL_LIBRARY_NAME.get(), OpenCl::usualName);
        Configuration.OPENCL_LIBRARY_NAME.set(library);
        try {
            Bindings.load();
        } catch (IOException | LinkageError e) {
            return problem(
                    "the bindings of OpenCL cannot be loaded from a temporary folder",
                    e,
                    NO_FOLDER);
        }
        try {
            Library.loadNative(CL.class, "org.lwjgl.opencl", library);
            return Availability.available();
        } catch (LinkageError e) {
            return problem("there is no OpenCL on this machine", e, REMEDY);
        }
    }

    private static String usualName() {
        return switch (Platform.get()) {
            // The name without a version comes with the development files, which users do not have.
            case LINUX, FREEBSD -> USUAL_NAME;
            case MACOSX -> "/System/Library/Frameworks/OpenCL.framework/OpenCL";
            case WINDOWS -> "OpenCL";
        };
    }

    private static Availability problem(String what, Throwable e, String remedy) {
        Object detail = e.getMessage() == null ? e.getCause() : e.getMessage();
        return Availability.unavailable(what + " (" + detail + ")", remedy);
    }

    /**
     * Every device of every platform.
     *
     * @return at least one
     * @throws TandemException.Missing when there are none
     */
    static List<Device> devices() {
        if (Functions.FOUND instanceof Unavailable(String reason, String remedy)) {
            throw new TandemException.Missing(reason, remedy);
        }
        try (var _ = SignalHandlers.keep()) {
            return found();
        }
    }

    private static List<Device> found() {
        List<String> names = new ArrayList<>();
        List<Device> devices = new ArrayList<>();
        for (long platform : platforms()) {
            var info =
                    new Info((what, value, size) -> clGetPlatformInfo(platform, what, value, size));
            String name = info.text(CL_PLATFORM_NAME);
            names.add(name);
            for (long device : devices(platform)) {
                devices.add(read(new Device.Id(platform, device), name));
            }
        }
        if (names.isEmpty()) {
            throw new TandemException.Missing(
                    "OpenCL is installed, but no platform that implements it", REMEDY);
        }
        if (devices.isEmpty()) {
            throw new TandemException.Missing(
                    "OpenCL finds no device on " + String.join(", ", names), REMEDY);
        }
        return devices;
    }

    private static List<Long> platforms() {
        return list(CL_PLATFORM_NOT_FOUND_KHR, (all, count) -> clGetPlatformIDs(all, count));
    }

    private static List<Long> devices(long platform) {
        return list(
                CL_DEVICE_NOT_FOUND,
                (all, count) -> clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, all, count));
    }

    /** One of the two calls by which OpenCL first tells how many there are and then which. */
    @FunctionalInterface
    private interface Listing {
        int call(@Nullable PointerBuffer all, @Nullable IntBuffer count);
    }

    private static List<Long> list(int noneCode, Listing listing) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer count = stack.callocInt(1);
            int code = listing.call(null, count);
            if (code == noneCode || count.get(0) == 0) {
                return List.of();
            }
            Info.check(code);
            PointerBuffer all = stack.mallocPointer(count.get(0));
            Info.check(listing.call(all, null));
            return LongStream.range(0, all.limit()).mapToObj(i -> all.get((int) i)).toList();
        }
    }

    private static Device read(Device.Id id, String platform) {
        var info = new Info((what, value, size) -> clGetDeviceInfo(id.device(), what, value, size));
        return new Device(
                id,
                platform,
                info.text(CL_DEVICE_NAME),
                kind(info.number(CL_DEVICE_TYPE)),
                info.text(CL_DEVICE_VERSION),
                info.text(CL_DRIVER_VERSION),
                info.number(CL_DEVICE_AVAILABLE) != 0,
                (int) info.number(CL_DEVICE_MAX_COMPUTE_UNITS),
                (int) info.number(CL_DEVICE_MAX_CLOCK_FREQUENCY),
                info.number(CL_DEVICE_GLOBAL_MEM_SIZE),
                info.number(CL_DEVICE_LOCAL_MEM_SIZE),
                info.number(CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                info.number(CL_DEVICE_MAX_WORK_GROUP_SIZE),
                info.numbers(CL_DEVICE_MAX_WORK_ITEM_SIZES),
                List.of(info.text(CL_DEVICE_EXTENSIONS).split(" ", -1)).contains("cl_khr_fp64"));
    }

    private static Device.Kind kind(long type) {
        if ((type & CL_DEVICE_TYPE_GPU) != 0) {
            return Device.Kind.GPU;
        }
        if ((type & CL_DEVICE_TYPE_CPU) != 0) {
            return Device.Kind.CPU;
        }
        return (type & CL_DEVICE_TYPE_ACCELERATOR) != 0
                ? Device.Kind.ACCELERATOR
                : Device.Kind.OTHER;
    }
}
