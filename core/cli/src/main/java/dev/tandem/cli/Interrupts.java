// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, a signal interrupts one thread, which cancels what it runs, instead of ending the
 * process. A second one ends the process as usual.
 */
final class Interrupts implements AutoCloseable {

    private final Signal signal;
    private final SignalHandler before;

    private Interrupts(String name, Thread thread) {
        signal = new Signal(name);
        before =
                Signal.handle(
                        signal,
                        got -> {
                            Signal.handle(signal, SignalHandler.SIG_DFL);
                            thread.interrupt();
                        });
    }

    /** The terminal's Ctrl-C does so. */
    static Interrupts cancel(Thread thread) {
        return new Interrupts("INT", thread);
    }

    /** Whoever asks the process to end does so, and still gets what has been found until then. */
    static Interrupts report(Thread thread) {
        return new Interrupts("TERM", thread);
    }

    @Override
    public void close() {
        Signal.handle(signal, before);
    }
}
