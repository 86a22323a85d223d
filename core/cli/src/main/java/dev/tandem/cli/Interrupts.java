// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, a signal that asks for the end interrupts one thread, which cancels what it runs and
 * tells what is known, instead of ending the process. Asked in the same way a second time, the
 * process ends at once.
 */
final class Interrupts implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private record Former(Signal signal, SignalHandler handler) {}

    private final Deque<Former> former = new ArrayDeque<>();
    private final AtomicInteger first = new AtomicInteger();

    private Interrupts(Thread thread) {
        for (String name : NAMES) {
            var signal = new Signal(name);
            SignalHandler handler =
                    Signal.handle(
                            signal,
                            received -> {
                                Signal.handle(received, SignalHandler.SIG_DFL);
                                first.compareAndSet(0, received.getNumber());
                                thread.interrupt();
                            });
            former.push(new Former(signal, handler));
        }
    }

    static Interrupts cancel(Thread thread) {
        return new Interrupts(thread);
    }

    /** The exit code of a command that has ended with the given one: who cancelled it shows. */
    int code(int ofCommand) {
        return ofCommand == ExitCode.INTERRUPTED && first.get() != 0
                ? ExitCode.BY_SIGNAL + first.get()
                : ofCommand;
    }

    @Override
    public void close() {
        while (!former.isEmpty()) {
            Former last = former.pop();
            Signal.handle(last.signal(), last.handler());
        }
    }
}
