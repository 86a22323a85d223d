// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.KillCommand;
import dev.tandem.cli.PsCommand;

/** The commands that only the shell has. */
final class ShellCommands {

    /** The label of a parameter that takes the number of a job. */
    static final String NUMBER = "NUMBER";

    private ShellCommands() {}

    static Object[] of(Cli cli, Session session) {
        return new Object[] {
            new JobsCommand(cli, session.jobs()),
            new FgCommand(cli, session),
            new StopCommand(cli, session.jobs()),
            new PsCommand(cli),
            new KillCommand(cli),
            new ClearCommand(session),
            new TurtleCommand(cli),
            new ExitCommand(session),
            new TourCommand(cli),
        };
    }
}
