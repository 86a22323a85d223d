// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import org.jline.terminal.Terminal;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, the signals that concern a terminal go to it, and those that ask for the end are
 * told; asked a second time, the process ends as usual.
 */
final class Signals implements AutoCloseable {

    /** What the shells of Unix add to the number of the signal that ended a program. */
    private static final int BY_SIGNAL = 128;

    /** The exit code of a program whose terminal has gone. */
    static final int HANGUP = BY_SIGNAL + 1;

    private static final List<Terminal.Signal> OF_THE_TERMINAL =
            List.of(Terminal.Signal.INT, Terminal.Signal.WINCH, Terminal.Signal.CONT);

    private record Former(Signal signal, SignalHandler handler) {}

    private final Deque<Former> former = new ArrayDeque<>();

    private Signals() {}

    /**
     * @param end hears the exit code that is due
     */
    static Signals to(Terminal terminal, IntConsumer end) {
        var signals = new Signals();
        for (Terminal.Signal signal : OF_THE_TERMINAL) {
            signals.handle(signal.name(), s -> terminal.raise(signal));
        }
        for (String name : List.of("TERM", "HUP")) {
            signals.handle(
                    name,
                    signal -> {
                        Signal.handle(signal, SignalHandler.SIG_DFL);
                        end.accept(BY_SIGNAL + signal.getNumber());
                    });
        }
        return signals;
    }

    private void handle(String name, SignalHandler handler) {
        var signal = new Signal(name);
        former.push(new Former(signal, Signal.handle(signal, handler)));
    }

    @Override
    public void close() {
        while (!former.isEmpty()) {
            Former last = former.pop();
            Signal.handle(last.signal(), last.handler());
        }
    }
}
