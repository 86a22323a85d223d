// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Text;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One line on a terminal that says how far something has got, gone without a trace when closed. It
 * is drawn a few times a second by a thread of its own: whoever works only counts.
 */
public final class StatusLine implements AutoCloseable {

    private static final String CLEAR = "\r\033[K";

    private final PrintWriter out;
    private final Ticker ticker;

    /**
     * @param screen one that redraws; on any other nothing is drawn
     * @param text the line as it is now; empty while there is nothing to say
     */
    public StatusLine(PrintWriter out, Screen screen, Supplier<Optional<String>> text) {
        this.out = screen.redraws() ? out : new PrintWriter(PrintWriter.nullWriter());
        ticker =
                new Ticker(
                        "progress",
                        () ->
                                text.get()
                                        .ifPresent(
                                                line -> draw(Text.fit(line, screen.width() - 1))));
    }

    private void draw(String line) {
        out.print(CLEAR + line);
        out.flush();
    }

    @Override
    public void close() {
        ticker.close();
        draw("");
    }
}
