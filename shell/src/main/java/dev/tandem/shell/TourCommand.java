// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.HelpCommand;
import dev.tandem.cli.text.Definitions;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Variant;
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

/** The shell's {@code help}: where to begin, and what every command does. */
@Command(
        name = "help",
        description = "Say what to try first, or explain a command.",
        mixinStandardHelpOptions = true)
final class TourCommand implements Callable<Integer> {

    private final Cli cli;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command to explain.")
    private List<String> command = List.of();

    TourCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        CommandSpec own = Objects.requireNonNull(spec);
        if (!command.isEmpty()) {
            HelpCommand.explain(cli, own, command);
            return ExitCode.OK;
        }
        Map<String, CommandLine> commands = HelpCommand.commands(own);
        cli.out()
                .println(
                        "Run concurrent programs, watch them, measure them, break them on purpose.");
        Definitions.lines(cli.screen(), "Try first", firstThings(commands))
                .forEach(cli.out()::println);
        Map<String, String> described = new LinkedHashMap<>();
        commands.forEach((name, line) -> {
            CommandSpec model = line.getCommandSpec();
            // An alias is known and not listed.
            if (model.name().equals(name)) {
                described.put(name, String.join(" ", model.usageMessage().description()));
            }
        });
        Definitions.lines(cli.screen(), "Commands, each explained by 'help COMMAND'", described)
                .forEach(cli.out()::println);
        Definitions.lines(cli.screen(), "Keys", keys()).forEach(cli.out()::println);
        return ExitCode.OK;
    }

    /** Of what there is: something to read, something that goes wrong, something to measure. */
    private Map<String, String> firstThings(Map<String, CommandLine> commands) {
        Catalogue catalogue = cli.catalogue().get();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("list", "every workload and job");
        catalogue.workloads().stream()
                .filter(w -> w.spec().variants().stream().anyMatch(Variant::isFlawed))
                .findFirst()
                .ifPresent(w -> {
                    Variant<?> flawed =
                            w.spec().variants().stream()
                                    .filter(Variant::isFlawed)
                                    .findFirst()
                                    .orElseThrow();
                    all.put("info " + w.spec().id(), w.spec().title());
                    all.put(
                            "run " + w.spec().id() + " --variant " + flawed.id(),
                            "the same, broken: " + flawed.title());
                });
        catalogue.jobs().stream()
                .filter(job -> commands.containsKey("compare"))
                .findFirst()
                .ifPresent(
                        job -> all.put("compare " + job.spec().id(), "one job under every model"));
        return all;
    }

    private static Map<String, String> keys() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Tab", "completes commands, ids, options, parameters and their values");
        all.put("Ctrl-C", "cancels what runs and keeps the shell");
        all.put("Ctrl-D", "leaves");
        all.put("Ctrl-R", "searches the history");
        all.put("&", "at the end of a line runs it in the background");
        return all;
    }
}
