// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.lab.choose.ChoiceWatcher;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One line on a terminal that says how far a comparison or a choice has got, gone when closed. A
 * thread of its own draws it a few times a second: what is measured only counts.
 */
public final class ProgressBar implements ChoiceWatcher, AutoCloseable {

    private final LongAdder parts = new LongAdder();
    private final StatusLine status;
    private volatile @Nullable Turn turn;
    private volatile @Nullable String survey;

    /**
     * @param screen on one that does not redraw nothing is drawn
     */
    public ProgressBar(PrintWriter out, Screen screen) {
        status = new StatusLine(out, screen, () -> line(screen.width() - 1));
    }

    private Optional<String> line(int width) {
        Turn now = turn;
        return now == null
                ? Optional.ofNullable(survey)
                : Optional.of(line(now, parts.sum(), width));
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

    /** The line for a turn of which so many parts are done. */
    static String line(Turn turn, long parts, int width) {
        String text =
                switch (turn.phase()) {
                    case CHECKING -> "checking " + turn.model();
                    case WARMING_UP -> "warming up " + turn.model();
                    case MEASURING -> "measuring " + turn.model();
                };
        double inTurn = Math.clamp((double) parts / turn.parts(), 0, 1);
        // Nobody knows when the times will have settled; then the bar is that of the run.
        double share = turn.total() == 0 ? inTurn : (turn.done() + inTurn) / turn.total();
        String percent = turn.total() == 0 ? "" : " " + (int) (100 * share) + " %";
        int room = Math.min(40, width - 26 - percent.length());
        String padded = text + " ".repeat(Math.max(0, 25 - text.length()));
        String line =
                padded
                        + (room < 5
                                ? ""
                                : Bar.of(share, room) + "░".repeat(room - Bar.cells(share, room)))
                        + percent;
        return line.substring(0, Math.min(line.length(), Math.max(0, width)));
    }

    @Override
    public void close() {
        status.close();
    }
}
