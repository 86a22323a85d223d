// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CIntPointer;
import org.graalvm.word.WordFactory;

/** The system calls in a native image. Neither of them waits. */
final class ImageSubreaper implements Subreaper {

    @CFunction(value = "prctl", transition = Transition.NO_TRANSITION)
    private static native int prctl(int option, long first, long second, long third, long fourth);

    @CFunction(value = "waitpid", transition = Transition.NO_TRANSITION)
    private static native int waitpid(int pid, CIntPointer status, int options);

    @Override
    public void adopt(boolean on) {
        prctl(PR_SET_CHILD_SUBREAPER, on ? 1 : 0, 0, 0, 0);
    }

    @Override
    public void collect(long pid) {
        waitpid((int) pid, WordFactory.nullPointer(), WNOHANG);
    }
}
