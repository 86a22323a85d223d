// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        description = "Cancel a job and wait until it has ended.",
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    private final Cli cli;
    private final Jobs jobs;

    @Parameters(
            arity = "0..1",
            paramLabel = ShellCommands.NUMBER,
            description = "The job. Default: the one that was started last.")
    private Optional<Integer> number = Optional.empty();

    StopCommand(Cli cli, Jobs jobs) {
        this.cli = cli;
        this.jobs = jobs;
    }

    @Override
    public Integer call() throws InterruptedException {
        ShellJob job = jobs.find(number);
        if (!job.isRunning()) {
            cli.out().println(job.told());
        }
        job.stop();
        job.await();
        return ExitCode.OK;
    }
}
