// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What documents tell about picocli's model of the commands. */
final class Commands {

    private Commands() {}

    static List<CommandLine> visible(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .filter(line -> !line.getCommandSpec().usageMessage().hidden())
                .distinct()
                .toList();
    }

    /** What the command is called behind that of tandem, as words of a shell. */
    static String path(CommandSpec spec) {
        CommandSpec parent = spec.parent();
        return parent.parent() == null ? spec.name() : path(parent) + "\\ " + spec.name();
    }

    /** The commands, each followed by its own. */
    static Stream<CommandSpec> all(CommandSpec spec) {
        return visible(spec).stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> Stream.concat(Stream.of(command), all(command)));
    }

    static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().filter(option -> !option.hidden()).toList();
    }

    static List<String> names(CommandSpec spec) {
        return options(spec).stream().flatMap(option -> Arrays.stream(option.names())).toList();
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** The values that an option names in its label, such as {@code jvm|native}. */
    static String choices(OptionSpec option) {
        return Stream.of(option.paramLabel().split("\\|"))
                .filter(part -> option.paramLabel().contains("|") && part.matches("[a-z-]+"))
                .collect(Collectors.joining(" "));
    }

    static String summary(CommandSpec spec) {
        return plain(spec.usageMessage().description());
    }

    static String summary(ArgSpec argument) {
        return plain(argument.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
    }

    /** Picocli's texts are format strings. */
    private static String plain(String... lines) {
        return String.join("\n", lines).replace("%n", "\n").replace("%%", "%");
    }
}
