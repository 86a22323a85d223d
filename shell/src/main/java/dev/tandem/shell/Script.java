package dev.tandem.shell;

import dev.tandem.core.cli.Cli;
import dev.tandem.core.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Executes lines that nobody types: all of them, whatever comes of each. */
final class Script {

    private final Cli cli;

    Script(Cli cli) {
        this.cli = cli;
    }

    /**
     * Executes every line, then waits for the jobs in the background. An interruption ends it.
     *
     * @return the exit code of the first line that failed; where none did, that of the first job
     *     that did
     */
    int run(BufferedReader lines) throws IOException {
        var bulletin =
                new Bulletin(line -> {
                    cli.out().println(line);
                    cli.out().flush();
                });
        int first = ExitCode.OK;
        try (var session = new Session(() -> cli, bulletin, () -> {})) {
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
}
