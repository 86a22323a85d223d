// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands before every other command. */
@Command(
        name = "tandem",
        description =
                "A concurrency laboratory: run, watch, measure and break concurrent programs.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:as expected",
            "1:an outcome that is forbidden or that nobody declared, or something that hangs",
            "2:the command line is wrong",
            "3:not available here, or nothing matched",
            "4:a worker process failed",
            "70:an error of tandem itself",
            "124:the time was up",
            "129:the terminal was closed",
            "130:interrupted",
            "141:whoever read the output has closed it",
            "143:told to end, as by kill or timeout"
        })
final class TandemCommand implements Callable<Integer> {

    private final Cli cli;
    private final Optional<ToIntFunction<Cli>> interactive;

    @Spec private @Nullable CommandSpec spec;

    TandemCommand(Cli cli, Optional<ToIntFunction<Cli>> interactive) {
        this.cli = cli;
        this.interactive = interactive;
    }

    @Override
    public Integer call() {
        if (interactive.isPresent()) {
            return interactive.get().applyAsInt(cli);
        }
        CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
        cli.err().println(cli.name() + ": it lacks a command; see '" + cli.name() + " --help'");
        line.usage(cli.err());
        return ExitCode.USAGE;
    }
}
