// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain.")
    private List<String> command = List.of();

    HelpCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        CommandSpec own = Objects.requireNonNull(spec);
        explain(cli, own, command);
        return ExitCode.OK;
    }

    /** The commands that stand beside a {@code help}, itself included, without hidden ones. */
    public static Map<String, CommandLine> commands(CommandSpec help) {
        return visible(help.parent());
    }

    private static Map<String, CommandLine> visible(CommandSpec of) {
        Map<String, CommandLine> all = new LinkedHashMap<>(of.subcommands());
        all.values().removeIf(line -> line.getCommandSpec().usageMessage().hidden());
        return all;
    }

    /**
     * Prints how a command is used.
     *
     * @param help the {@code help} beside which the command stands
     * @param names its name, and those of the commands inside it; with none, all are explained
     * @throws TandemException.Usage when there is no such command
     */
    public static void explain(Cli cli, CommandSpec help, List<String> names) {
        CommandSpec found = help.parent();
        for (String name : names) {
            Map<String, CommandLine> commands = visible(found);
            CommandLine known = commands.get(name);
            if (known == null) {
                throw new TandemException.Usage(
                        commands.isEmpty()
                                ? found.qualifiedName() + " has no commands of its own"
                                : Suggestions.unknown("command", name, commands.keySet()));
            }
            found = known.getCommandSpec();
        }
        found.commandLine().usage(cli.out());
    }
}
