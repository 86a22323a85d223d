// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.text.Screen;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.shell.line.Lexicon;
import dev.tandem.shell.line.LineCompleter;
import dev.tandem.shell.line.LineHighlighter;
import dev.tandem.shell.line.LineParser;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/** Reads lines from a person and executes them. */
final class Interactive {

    /** What colours the list of completions unless colour is not wanted. */
    private static final List<String> COMPLETION_STYLES =
            List.of(
                    LineReader.COMPLETION_STYLE_STARTING,
                    LineReader.COMPLETION_STYLE_DESCRIPTION,
                    LineReader.COMPLETION_STYLE_GROUP);

    private final Cli cli;
    private final Terminal terminal;
    private final PrintWriter out;
    private final Path historyFile;

    /** The exit code that a signal asks for; negative until one does. */
    private final AtomicInteger due = new AtomicInteger(-1);

    Interactive(Cli cli, Terminal terminal, Path historyFile) {
        this.cli = cli;
        this.terminal = terminal;
        this.historyFile = historyFile;
        out = new PrintWriter(terminal.writer(), true);
    }

    /**
     * Executes lines until the person leaves or a signal asks for the end. Interrupting the calling
     * thread cancels the command that it executes.
     *
     * @return the exit code
     */
    int run() throws IOException {
        Thread main = Thread.currentThread();
        terminal.handle(Terminal.Signal.INT, signal -> main.interrupt());
        var reader = new LineReaderImpl(terminal, cli.name());
        var bulletin = new Bulletin(reader::printAbove);
        try (var _ = Signals.to(terminal, code -> end(main, code));
                var session = new Session(this::foreground, bulletin, this::clear)) {
            prepare(reader, session.lexicon());
            greet();
            while (!session.isOver()) {
                // What was interrupted has ended; what asks for the end from here on interrupts the
                // reading.
                var _ = Thread.interrupted();
                if (due.get() >= 0) {
                    break;
                }
                try {
                    execute(session, reader.readLine(prompt()));
                } catch (UserInterruptException e) {
                    // The line is given up, and another one read.
                } catch (EndOfFileException e) {
                    if (terminal.getType().equals(Terminal.TYPE_DUMB)) {
                        // Nothing else ends the line of the prompt there.
                        out.println();
                    }
                    break;
                } catch (IOError e) {
                    // There is no terminal any more.
                    due.compareAndSet(-1, Signals.HANGUP);
                    break;
                }
            }
            farewell(session);
        }
        return Math.max(ExitCode.OK, due.get());
    }

    /** Executes what was typed, or the lines that were pasted, until one of them is cancelled. */
    private static void execute(Session session, String typed) {
        for (String line : typed.lines().toList()) {
            if (session.isOver() || session.execute(line) == ExitCode.INTERRUPTED) {
                break;
            }
        }
    }

    private void end(Thread main, int code) {
        due.set(code);
        main.interrupt();
    }

    private void prepare(LineReaderImpl reader, Lexicon lexicon) {
        reader.setParser(new LineParser());
        reader.setCompleter(new LineCompleter(lexicon));
        reader.setVariable(LineReader.HISTORY_FILE, historyFile);
        reader.setHistory(
                new History(historyFile, line -> reader.printAbove(cli.name() + ": " + line)));
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        reader.unsetOpt(LineReader.Option.HISTORY_TIMESTAMPED);
        if (cli.screen().colour()) {
            reader.setHighlighter(new LineHighlighter(lexicon));
        } else {
            reader.setHighlighter((r, buffer) -> new AttributedString(buffer));
            COMPLETION_STYLES.forEach(style -> reader.setVariable(style, ""));
        }
    }

    private void greet() {
        String keys =
                "'help' says what to try first; Tab completes; Ctrl-C cancels; Ctrl-D leaves.";
        Text.wrap(keys, width()).forEach(out::println);
    }

    private String prompt() {
        return cli.screen().paint(Style.BOLD, cli.name() + "> ");
    }

    private void farewell(Session session) {
        int running = session.jobs().running().size();
        if (running > 0) {
            out.println("stopping " + (running == 1 ? "1 job" : running + " jobs"));
        }
    }

    /** What a command in the foreground works with: the screen may have been resized. */
    private Cli foreground() {
        boolean redraws = cli.screen().redraws() && terminal.getHeight() > 0;
        int height = redraws ? terminal.getHeight() : cli.screen().height();
        var screen = new Screen(true, cli.screen().colour(), width(), height);
        boolean errIsTerminal = cli.errScreen().terminal();
        return cli.writingTo(
                        out,
                        errIsTerminal ? out : cli.err(),
                        screen,
                        errIsTerminal ? screen : Screen.NONE)
                .readingFrom(new TerminalInput(terminal));
    }

    private int width() {
        return terminal.getWidth() > 0 ? terminal.getWidth() : cli.screen().width();
    }

    private void clear() {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
    }
}
