// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Where jobs in the background tell what they do, a line at a time. While a command runs in the
 * foreground their lines are held back, so that neither disturbs the other. Thread-safe.
 */
final class Bulletin {

    /** How many lines are held back; the oldest are dropped first, and that is said. */
    private static final int MOST = 10_000;

    private final Consumer<String> printer;
    private final Deque<String> held = new ArrayDeque<>();
    private long dropped;
    private boolean holding;

    /**
     * @param printer shows a line; called by one thread at a time
     */
    Bulletin(Consumer<String> printer) {
        this.printer = printer;
    }

    synchronized void tell(String line) {
        if (!holding) {
            printer.accept(line);
            return;
        }
        if (held.size() == MOST) {
            held.removeFirst();
            dropped++;
        }
        held.addLast(line);
    }

    /** Holds lines back from now on. */
    synchronized void hold() {
        holding = true;
    }

    /** Shows what was held back, and from now on each line as it comes. */
    synchronized void release() {
        if (dropped > 0) {
            printer.accept("… " + dropped + " lines are not shown");
            dropped = 0;
        }
        held.forEach(printer);
        held.clear();
        holding = false;
    }
}
