// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Input;
import java.io.IOException;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * Lines that a command asks the person at the terminal for. They can be edited, and are none of the
 * shell's: nothing is completed, and they are not in its history.
 */
final class TerminalInput implements Input {

    private final Terminal terminal;

    TerminalInput(Terminal terminal) {
        this.terminal = terminal;
    }

    /** For those that want more of it than lines. */
    Terminal terminal() {
        return terminal;
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public Optional<String> line(String prompt) throws IOException, InterruptedException {
        LineReader reader = new LineReaderImpl(terminal, "tandem");
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        try {
            return Optional.of(reader.readLine(prompt));
        } catch (EndOfFileException e) {
            return Optional.empty();
        } catch (UserInterruptException e) {
            throw new InterruptedException("interrupted while waiting for a line");
        }
    }
}
