// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.lab.choose.ChoiceWatcher;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says how far a choice has got, gone when closed. */
public final class ChooseProgress implements ChoiceWatcher, AutoCloseable {

    private final LongAdder parts = new LongAdder();
    private final StatusLine status;
    private volatile @Nullable Turn turn;
    private volatile String survey = "";

    /**
     * @param screen on one that does not redraw nothing is drawn
     */
    public ChooseProgress(PrintWriter out, Screen screen) {
        status = new StatusLine(out, screen, () -> Optional.of(line(screen.width() - 1)));
    }

    private String line(int width) {
        Turn now = turn;
        return now == null ? survey : ProgressBar.line(now, parts.sum(), width);
    }

    @Override
    public void surveys(String what) {
        survey = what;
    }

    @Override
    public void begins(Turn next) {
        parts.reset();
        turn = next;
    }

    @Override
    public void advanced(int more) {
        parts.add(more);
    }

    @Override
    public void close() {
        status.close();
    }
}
