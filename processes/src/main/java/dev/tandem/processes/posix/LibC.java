// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.posix;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CIntPointer;

/**
 * The functions of the C library as they are; see the manual pages of section 2. Only in a native
 * image.
 */
final class LibC {

    private LibC() {}

    // Calls that return at once make no transition: the thread stays "in Java", and the child of a
    // fork, which has but this one thread, never comes to wait for the others, who are not there.

    @CFunction(value = "fork", transition = Transition.NO_TRANSITION)
    static native int fork();

    @CFunction(value = "_exit", transition = Transition.NO_TRANSITION)
    static native void exit(int code);

    @CFunction(value = "getpid", transition = Transition.NO_TRANSITION)
    static native int getpid();

    @CFunction(value = "getppid", transition = Transition.NO_TRANSITION)
    static native int getppid();

    @CFunction(value = "kill", transition = Transition.NO_TRANSITION)
    static native int kill(int pid, int signal);

    @CFunction(value = "pipe", transition = Transition.NO_TRANSITION)
    static native int pipe(CIntPointer ends);

    @CFunction(value = "close", transition = Transition.NO_TRANSITION)
    static native int close(int file);

    /** For what fits into an empty pipe: it returns at once. */
    @CFunction(value = "write", transition = Transition.NO_TRANSITION)
    static native long write(int file, CIntPointer bytes, long count);

    @CFunction("read")
    static native long read(int file, CIntPointer bytes, long count);

    /** Waits, and therefore lets the rest of the process go on meanwhile. */
    @CFunction("waitpid")
    static native int waitpid(int pid, CIntPointer status, int options);
}
