// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.posix;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Need;
import dev.tandem.spi.os.Image;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.type.CIntPointer;

/**
 * Processes as POSIX has them. On a JVM none of this can be had: a copy of a process has only the
 * thread that asked for it, and a JVM without its compiler and collector threads is dead.
 */
public final class Posix {

    /** A system call that copies this process: there is one in a native image. */
    public static final Need FORK = new Need("real fork", Posix::availability);

    private static final int SIGKILL = 9;
    private static final int FAILED = 70;
    private static final String REFUSED = "the system refuses to fork: see ulimit -u";

    private Posix() {}

    private static Availability availability() {
        return Image.RUNS
                ? Availability.available()
                : Availability.unavailable(
                        "fork(2) would leave a JVM without its collector and compiler threads",
                        "run it from the native archive of tandem, or with --launch native");
    }

    /**
     * Runs the body in a child that is a copy of this process, with the calling thread as its only
     * one. The child exits with the code that the body returns, with 70 when it throws, and never
     * comes back from this call.
     *
     * @throws IllegalStateException when the system refuses another process
     */
    public static Child fork(ChildBody body) {
        int pid = LibC.fork();
        if (pid == 0) {
            int code = FAILED;
            try {
                code = body.run();
            } catch (Throwable e) {
                // Whatever it was, the child must not return into its parent's code.
                code = FAILED;
            } finally {
                LibC.exit(code);
            }
        }
        if (pid < 0) {
            throw new IllegalStateException(REFUSED);
        }
        return new Child(pid, Posix::waitFor, Posix::kill);
    }

    /** What a forked child does. */
    @FunctionalInterface
    public interface ChildBody {

        /** Returns the exit code. */
        int run() throws Exception;
    }

    /** Reaps a child when it has ended, however long that takes. */
    private static int waitFor(int pid) {
        CIntPointer status = StackValue.get(CIntPointer.class);
        LibC.waitpid(pid, status, 0);
        return decode(status.read());
    }

    /** The macros WIFEXITED, WEXITSTATUS and WTERMSIG of wait(2). */
    private static int decode(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? status >> 8 & 0xff : 128 + signal;
    }

    public static int pid() {
        return LibC.getpid();
    }

    public static int parentPid() {
        return LibC.getppid();
    }

    private static void kill(int pid) {
        LibC.kill(pid, SIGKILL);
    }

    /**
     * Forks a copy of this process, with all of its threads but one missing, that does nothing but
     * say through a pipe that it is there, and reaps it.
     *
     * @return the nanoseconds from before the call until the copy was heard
     * @throws IllegalStateException when the system refuses another process, or a pipe
     */
    public static long nanosToForkHere() {
        CIntPointer ends = StackValue.get(2, CIntPointer.class);
        CIntPointer word = StackValue.get(CIntPointer.class);
        if (LibC.pipe(ends) != 0) {
            throw new IllegalStateException("the system refuses a pipe: see ulimit -n");
        }
        int reading = ends.read(0);
        int writing = ends.read(1);
        try {
            long start = System.nanoTime();
            // No Java but this: another thread may have held a lock at the moment of the fork, and
            // nobody would ever release it in the copy.
            int pid = LibC.fork();
            if (pid == 0) {
                LibC.write(writing, word, 1);
                LibC.exit(0);
            }
            if (pid < 0) {
                throw new IllegalStateException(REFUSED);
            }
            LibC.read(reading, word, 1);
            long nanos = System.nanoTime() - start;
            waitFor(pid);
            return nanos;
        } finally {
            LibC.close(reading);
            LibC.close(writing);
        }
    }
}
