// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "exit",
        aliases = "quit",
        description = "Stop the jobs and leave the shell.",
        mixinStandardHelpOptions = true)
final class ExitCommand implements Callable<Integer> {

    private final Session session;

    ExitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.leave();
        return ExitCode.OK;
    }
}
