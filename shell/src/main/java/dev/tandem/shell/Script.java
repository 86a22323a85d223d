// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.Input;
import dev.tandem.cli.text.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.LineNumberReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;

/** Executes lines that nobody types: all of them, whatever comes of each. */
final class Script {

    private final Cli cli;

    Script(Cli cli) {
        this.cli = cli;
    }

    /** A command that reads gets the lines after its own. */
    private record Following(BufferedReader lines) implements Input {

        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public Optional<String> line(String prompt) throws IOException, InterruptedException {
            try {
                return Optional.ofNullable(lines.readLine());
            } catch (ClosedByInterruptException e) {
                throw new InterruptedException("interrupted while waiting for a line");
            }
        }
    }

    /**
     * Executes every line, then waits for the jobs in the background. An interruption ends it.
     *
     * @return the exit code of the first line that failed; where none did, that of the first job
     *     that did
     */
    int run(Reader script) throws IOException {
        var lines = new LineNumberReader(script);
        var bulletin =
                new Bulletin(line -> {
                    cli.out().println(line);
                    cli.out().flush();
                });
        int first = ExitCode.OK;
        try (var session = new Session(() -> at(lines), bulletin, () -> {})) {
            while (!session.isOver()) {
                String line = lines.readLine();
                if (line == null) {
                    int ofJobs = session.jobs().await();
                    return first == ExitCode.OK ? ofJobs : first;
                }
                int code = session.execute(line);
                first = first == ExitCode.OK ? code : first;
                if (code == ExitCode.INTERRUPTED) {
                    return first;
                }
            }
        } catch (ClosedByInterruptException | InterruptedException e) {
            return first == ExitCode.OK ? ExitCode.INTERRUPTED : first;
        }
        return first;
    }

    /** What a command works with; what it complains of carries the number of its line. */
    private Cli at(LineNumberReader lines) {
        String place = "line " + lines.getLineNumber() + ": ";
        var err = new PrintWriter(new LineWriter(text -> cli.err().println(place + text)));
        // No terminal: what redraws itself has no whole lines.
        var screen = new Screen(false, cli.errScreen().colour(), cli.errScreen().width());
        return cli.writingTo(cli.out(), err, cli.screen(), screen)
                .readingFrom(new Following(lines));
    }
}
