// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.linux.DynamicLinkLoader;

/**
 * The handlers of the signals for bad accesses to memory, as they are when this is made; closing it
 * puts them back. A JVM stops threads that run compiled code by means of these signals. Drivers put
 * handlers of their own in place when they start, NVIDIA's among them, and then the next thread
 * that the JVM wants to stop ends the process.
 *
 * <p>It wants the native half of LWJGL to be loaded, and does nothing but on Linux.
 */
final class SignalHandlers implements AutoCloseable {

    private static final int SIGBUS = 7;
    private static final int SIGSEGV = 11;

    /** More than a {@code struct sigaction} takes. */
    private static final int BYTES = 256;

    private final int[] signals;
    private final long[] kept;

    private SignalHandlers(int... signals) {
        this.signals = signals;
        kept = new long[signals.length];
        for (int i = 0; i < signals.length; i++) {
            kept[i] = MemoryUtil.nmemAllocChecked(BYTES);
            sigaction(signals[i], 0, kept[i]);
        }
    }

    /** Those that a JVM needs. */
    static SignalHandlers keep() {
        return Platform.get() == Platform.LINUX ? keep(SIGSEGV, SIGBUS) : keep(new int[0]);
    }

    static SignalHandlers keep(int... signals) {
        return new SignalHandlers(signals);
    }

    /**
     * As in C.
     *
     * @param action 0 for no change
     * @param before where to write the action until now; 0 for nowhere
     */
    static void sigaction(int signal, long action, long before) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            // No library in particular: the C library is always there.
            long name = MemoryUtil.memAddress(stack.ASCII("sigaction"));
            long function = DynamicLinkLoader.ndlsym(0, name);
            if (JNI.invokePPI(signal, action, before, function) != 0) {
                throw new IllegalStateException("there is no handler of signal " + signal);
            }
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < signals.length; i++) {
            sigaction(signals[i], kept[i], 0);
            MemoryUtil.nmemFree(kept[i]);
        }
    }
}
