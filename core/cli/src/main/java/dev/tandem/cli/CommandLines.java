// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands as picocli has them, with the errors in one line each. */
public final class CommandLines {

    /** The names of the commands that take no workload but those which can be explored. */
    public static final Set<String> EXPLORING = Set.of("explore", "replay", "play");

    private static final List<String> VERSION = List.of("--version");

    /** When set, an internal error comes with its stack trace. */
    private static final String TRACE = "TANDEM_TRACE";

    /** What an executable with a shell adds to its help. */
    private static final String WITHOUT_A_COMMAND =
            "%nWithout a command: the interactive shell on a terminal; otherwise each line of standard"
                    + " input is a command, all of them run, and the exit code is that of the first"
                    + " that failed.";

    /** The usual commands by their names, but for {@code help}, in the order of the help. */
    private static final Map<String, Function<Cli, Object>> COMMANDS = commands();

    private CommandLines() {}

    private static Map<String, Function<Cli, Object>> commands() {
        Map<String, Function<Cli, Object>> commands = new LinkedHashMap<>();
        commands.put("list", ListCommand::new);
        commands.put("info", InfoCommand::new);
        commands.put("run", RunCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("bench", BenchCommand::new);
        commands.put("time", TimeCommand::new);
        commands.put("choose", ChooseCommand::new);
        commands.put("explore", ExploreCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("play", PlayCommand::new);
        commands.put("models", ModelsCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("dump", DumpCommand::new);
        commands.put("profile", ProfileCommand::new);
        return commands;
    }

    /**
     * All the commands, ready to execute, to complete or to document.
     *
     * @param more further commands; one that is called {@code help} takes the place of the usual
     *     one
     */
    public static CommandLine of(
            Cli cli, Optional<ToIntFunction<Cli>> interactive, Object... more) {
        List<Object> commands = new ArrayList<>();
        COMMANDS.values().forEach(command -> commands.add(command.apply(cli)));
        ServiceLoader.load(Commands.class).forEach(brought -> commands.addAll(brought.of(cli)));
        commands.addAll(List.of(more));
        CommandLine line = line(cli, interactive, commands);
        if (!line.getSubcommands().containsKey("help")) {
            line.addSubcommand(configured(new CommandLine(new HelpCommand(cli)), cli));
        }
        return line;
    }

    /**
     * What these arguments are about: one command alone where they begin with its name, since the
     * model of all of them takes longer to make than most commands to execute.
     */
    private static CommandLine of(
            Cli cli, Optional<ToIntFunction<Cli>> interactive, List<String> args) {
        String first = args.isEmpty() ? "" : args.getFirst();
        if (COMMANDS.containsKey(first)) {
            return line(cli, interactive, List.of(COMMANDS.get(first).apply(cli)));
        }
        return of(cli, interactive);
    }

    private static CommandLine line(
            Cli cli, Optional<ToIntFunction<Cli>> interactive, List<Object> commands) {
        var line = new CommandLine(new TandemCommand(cli, interactive));
        line.setCommandName(cli.name());
        commands.forEach(line::addSubcommand);
        if (interactive.isPresent()) {
            line.getCommandSpec().usageMessage().footer(WITHOUT_A_COMMAND);
        }
        return configured(line, cli);
    }

    /** The same line, with the ways of tandem in it and in its commands. */
    private static CommandLine configured(CommandLine line, Cli cli) {
        line.setOut(cli.out());
        line.setErr(cli.err());
        // replay reads the one file that a word may stand for.
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(Math.clamp(cli.screen().width(), 55, 100));
        line.setUsageHelpAutoWidth(false);
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        cli.screen().colour()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((e, args) -> usage(cli, e));
        line.setExecutionExceptionHandler((e, command, result) -> failure(cli, e));
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (Error e) {
                // picocli hands on exceptions only.
                return failure(cli, e);
            }
        });
        line.setExitCodeExceptionMapper(ExitCode::of);
        line.registerConverter(Path.class, CommandLines::path);
        return line;
    }

    private static Path path(String text) {
        try {
            return WholeFile.path(text);
        } catch (TandemException.Usage e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Runs one command line and returns its exit code; an error is one line on {@code err}. */
    public static int execute(Cli cli, Optional<ToIntFunction<Cli>> interactive, String... args) {
        int code = ExitCode.OK;
        if (VERSION.equals(List.of(args))) {
            // What scripts ask first is worth no model at all.
            cli.out().println(Version.line());
        } else {
            code = of(cli, interactive, List.of(args)).execute(args);
        }
        cli.out().flush();
        cli.err().flush();
        return code;
    }

    private static int usage(Cli cli, ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        cli.complain(name + ": " + message(e) + "; see '" + name + " --help'");
        return ExitCode.USAGE;
    }

    private static String message(ParameterException e) {
        CommandLine command = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String word = unmatched.getUnmatched().getFirst();
            if (word.startsWith("-")) {
                List<String> options = new ArrayList<>();
                command.getCommandSpec()
                        .options()
                        .forEach(o -> options.addAll(Arrays.asList(o.names())));
                options.removeIf(o -> !o.startsWith("--"));
                return Suggestions.unknown("option", word, options);
            }
            if (!command.getSubcommands().isEmpty()) {
                return Suggestions.unknown("command", word, visibleCommands(command));
            }
            return "nothing is expected where '" + word + "' stands";
        }
        String text =
                String.valueOf(e.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceFirst("'-\\d+' is not an? (int|long)$", "it is too small")
                        .replaceFirst("'\\d+' is not an? (int|long)$", "it is too large")
                        .replaceFirst("is not an? (int|long)$", "is not a whole number")
                        .replaceFirst("is not a double$", "is not a number");
        if (e instanceof MissingParameterException) {
            return text.replaceFirst(
                            "^Missing required parameter for option ('--?[a-z-]+') \\(.*\\)$",
                            "$1 lacks its value")
                    .replaceFirst("^Missing required [a-z ]+: ", "it lacks ");
        }
        return decapitalise(text);
    }

    private static List<String> visibleCommands(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String decapitalise(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Says in one line what has ended a command, and returns its exit code. */
    static int failure(Cli cli, Throwable e) {
        if (e instanceof TandemException) {
            cli.complain(cli.name() + ": " + e.getMessage());
        } else if (!(e instanceof InterruptedException)) {
            boolean traced = System.getenv(TRACE) != null;
            cli.complain(
                    cli.name()
                            + ": internal error: "
                            + e
                            + (traced ? "" : "; run it again with " + TRACE + "=1 to see where"));
            if (traced) {
                e.printStackTrace(cli.err());
            }
        }
        return ExitCode.of(e);
    }
}
