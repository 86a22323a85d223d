// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, or says which there are. */
@Command(name = "help", description = "Explain a command.", mixinStandardHelpOptions = true)
public final class HelpCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
    private Optional<String> command = Optional.empty();

    HelpCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        CommandSpec own = Objects.requireNonNull(spec);
        command.ifPresentOrElse(
                name -> explain(cli, own, name), () -> own.parent().commandLine().usage(cli.out()));
        return ExitCode.OK;
    }

    /** The commands that stand beside a {@code help}, itself included, without hidden ones. */
    public static Map<String, CommandLine> commands(CommandSpec help) {
        Map<String, CommandLine> all = new LinkedHashMap<>(help.parent().subcommands());
        all.values().removeIf(line -> line.getCommandSpec().usageMessage().hidden());
        return all;
    }

    /**
     * Prints how a command is used.
     *
     * @param help the {@code help} beside which the command stands
     * @throws TandemException.Usage when there is no such command
     */
    public static void explain(Cli cli, CommandSpec help, String name) {
        Map<String, CommandLine> commands = commands(help);
        CommandLine known = commands.get(name);
        if (known == null) {
            throw new TandemException.Usage(
                    Suggestions.unknown("command", name, commands.keySet()));
        }
        known.usage(cli.out());
    }
}
