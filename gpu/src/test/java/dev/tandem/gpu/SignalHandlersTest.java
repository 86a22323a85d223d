// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;

class SignalHandlersTest {

    private static final int SIGUSR1 = 10;
    private static final int SIGSEGV = 11;
    private static final long SIG_IGN = 1;
    private static final int BYTES = 256;

    @BeforeEach
    void onlyOnLinux() throws Exception {
        assumeTrue(Platform.get() == Platform.LINUX, "handlers of signals are kept on Linux alone");
        Bindings.load();
    }

    private static long handler(int signal) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            long action = stack.ncalloc(8, BYTES, 1);
            SignalHandlers.sigaction(signal, 0, action);
            return MemoryUtil.memGetAddress(action);
        }
    }

    private static void ignore(int signal) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            long action = stack.ncalloc(8, BYTES, 1);
            MemoryUtil.memPutAddress(action, SIG_IGN);
            SignalHandlers.sigaction(signal, action, 0);
        }
    }

    @Test
    void aHandlerThatWasReplacedIsPutBack() {
        long before = handler(SIGUSR1);
        try (var _ = SignalHandlers.keep(SIGUSR1)) {
            ignore(SIGUSR1);
            assertThat(handler(SIGUSR1)).isEqualTo(SIG_IGN);
        }
        assertThat(handler(SIGUSR1)).isEqualTo(before);
    }

    @Test
    void noDriverTakesTheHandlersOfTheJvm() {
        assumeTrue(OpenCl.availability().isAvailable(), "there is no OpenCL");
        long before = handler(SIGSEGV);
        for (Device device : OpenCl.devices()) {
            Queue.on(device).close();
        }
        assertThat(handler(SIGSEGV)).isEqualTo(before);
    }
}
