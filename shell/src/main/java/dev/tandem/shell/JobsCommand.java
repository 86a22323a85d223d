// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.spi.Durations;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "jobs",
        description = "List the jobs in the background.",
        mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {

    private final Cli cli;
    private final Jobs jobs;

    JobsCommand(Cli cli, Jobs jobs) {
        this.cli = cli;
        this.jobs = jobs;
    }

    @Override
    public Integer call() {
        List<ShellJob> all = jobs.all();
        if (all.isEmpty()) {
            cli.out().println("there is no job; a line that ends with & starts one");
        }
        for (ShellJob job : all) {
            String state = String.format(Locale.ROOT, "%-15s", job.describe());
            String age =
                    String.format(
                            Locale.ROOT, "%8s", Durations.human((double) job.age().toNanos()));
            Style style = job.isRunning() ? Style.GOOD : Style.DIM;
            cli.out()
                    .println(
                            "["
                                    + job.number()
                                    + "] "
                                    + cli.screen().paint(style, state)
                                    + age
                                    + "  "
                                    + job.line());
        }
        return ExitCode.OK;
    }
}
