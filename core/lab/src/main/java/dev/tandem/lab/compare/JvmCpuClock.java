// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The system calls on a JVM. Never in an image, see {@link ImageCpuClock}. */
final class JvmCpuClock extends KernelCpuClock {

    private final MethodHandle clockGettime = function("clock_gettime");
    private final MethodHandle getrusage = function("getrusage");

    @SuppressWarnings("restricted") // Enable-Native-Access is in the manifests
    private static MethodHandle function(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    }

    @Override
    long[] clockGettime(int clock) {
        return fill(clockGettime, clock, TIMESPEC_WORDS);
    }

    @Override
    long[] getrusage(int who) {
        return fill(getrusage, who, RUSAGE_WORDS);
    }

    private static long[] fill(MethodHandle call, int argument, int words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment result = arena.allocate(JAVA_LONG, words);
            return (int) call.invokeExact(argument, result) == 0
                    ? result.toArray(JAVA_LONG)
                    : new long[0];
        } catch (Throwable e) {
            throw new AssertionError("a function of C throws nothing", e);
        }
    }
}
