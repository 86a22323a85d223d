// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, the terminal's Ctrl-C interrupts one thread, which cancels what it runs, instead of
 * ending the process. A second Ctrl-C ends the process as usual.
 */
final class Interrupts implements AutoCloseable {

    private static final Signal INT = new Signal("INT");

    private final SignalHandler before;

    private Interrupts(Thread thread) {
        before =
                Signal.handle(
                        INT,
                        signal -> {
                            Signal.handle(INT, SignalHandler.SIG_DFL);
                            thread.interrupt();
                        });
    }

    static Interrupts cancel(Thread thread) {
        return new Interrupts(thread);
    }

    @Override
    public void close() {
        Signal.handle(INT, before);
    }
}
