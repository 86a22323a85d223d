// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CLongPointer;

/** The system calls in a native image. Neither of them waits. */
final class ImageCpuClock extends KernelCpuClock {

    @CFunction(value = "clock_gettime", transition = Transition.NO_TRANSITION)
    private static native int clock_gettime(int clock, CLongPointer time);

    @CFunction(value = "getrusage", transition = Transition.NO_TRANSITION)
    private static native int getrusage(int who, CLongPointer usage);

    @Override
    long[] clockGettime(int clock) {
        CLongPointer time = StackValue.get(TIMESPEC_WORDS, CLongPointer.class);
        return clock_gettime(clock, time) == 0
                ? new long[] {time.read(0), time.read(1)}
                : new long[0];
    }

    @Override
    long[] getrusage(int who) {
        CLongPointer usage = StackValue.get(RUSAGE_WORDS, CLongPointer.class);
        getrusage(who, usage);
        long[] words = new long[RUSAGE_WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = usage.read(i);
        }
        return words;
    }
}
