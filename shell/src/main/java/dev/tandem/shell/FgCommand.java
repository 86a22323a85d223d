// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "fg",
        description = "Watch a job until it ends; Ctrl-C cancels it.",
        mixinStandardHelpOptions = true)
final class FgCommand implements Callable<Integer> {

    private final Cli cli;
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = ShellCommands.NUMBER,
            description = "The job. Default: the one that was started last.")
    private Optional<Integer> number = Optional.empty();

    FgCommand(Cli cli, Session session) {
        this.cli = cli;
        this.session = session;
    }

    /** Ends with the exit code of the job. */
    @Override
    public Integer call() throws InterruptedException {
        ShellJob job = session.jobs().find(number);
        if (!job.isRunning()) {
            cli.out().println(job.told());
        }
        session.bulletin().release();
        try {
            return job.await();
        } catch (InterruptedException e) {
            job.stop();
            return job.await();
        } finally {
            session.bulletin().hold();
        }
    }
}
