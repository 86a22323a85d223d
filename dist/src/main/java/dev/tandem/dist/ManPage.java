// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes man pages in the macros of {@code man(7)}. */
final class ManPage {

    private final String version;

    ManPage(String version) {
        this.version = version;
    }

    /** The page of the executable: what its commands are, and what is true of all of them. */
    String overview(CommandSpec spec) {
        var page = new StringBuilder(head(spec.name(), Commands.summary(spec)));
        page.append(".SH SYNOPSIS\n");
        page.append(bold(spec.name())).append(" [").append(italic("COMMAND")).append("]\n.br\n");
        page.append(bold(spec.name() + "-"))
                .append(italic("CHAPTER"))
                .append(" [")
                .append(italic("COMMAND"))
                .append("]\n");
        page.append(".SH DESCRIPTION\n").append(text(Commands.summary(spec)));
        page.append(".PP\nWithout a command and on a terminal, an interactive shell begins.\n");
        page.append(
                "An executable of one chapter has the same commands and the workloads of that chapter.\n");
        page.append(".SH COMMANDS\n");
        for (CommandLine line : Commands.visible(spec)) {
            CommandSpec command = line.getCommandSpec();
            page.append(item(bold(command.name()), Commands.summary(command)));
        }
        options(page, spec);
        page.append(".SH EXIT STATUS\n");
        Map<String, String> codes = spec.usageMessage().exitCodeList();
        codes.forEach((code, meaning) -> page.append(item(bold(code.strip()), meaning)));
        List<String> pages =
                Commands.visible(spec).stream()
                        .map(line -> spec.name() + "-" + line.getCommandSpec().name())
                        .toList();
        return page.append(seeAlso(pages)).toString();
    }

    /** The page of one command. */
    String command(CommandSpec spec) {
        String parent = spec.parent().name();
        var page = new StringBuilder(head(parent + "-" + spec.name(), Commands.summary(spec)));
        page.append(".SH SYNOPSIS\n").append(bold(parent + " " + spec.name()));
        Commands.options(spec)
                .forEach(option -> page.append(" [").append(synopsis(option)).append(']'));
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            String label = italic(parameter.paramLabel());
            page.append(' ').append(parameter.required() ? label : "[" + label + "]");
        }
        List<CommandLine> commands = Commands.visible(spec);
        page.append(commands.isEmpty() ? "" : " " + italic("COMMAND"));
        page.append("\n.SH DESCRIPTION\n").append(text(Commands.summary(spec)));
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            page.append(item(italic(parameter.paramLabel()), Commands.summary(parameter)));
        }
        options(page, spec);
        page.append(commands.isEmpty() ? "" : ".SH COMMANDS\n");
        commands.forEach(command -> subcommand(page, command.getCommandSpec()));
        return page.append(seeAlso(List.of(parent))).toString();
    }

    private static void subcommand(StringBuilder page, CommandSpec spec) {
        page.append(".SS ").append(escaped(spec.name())).append('\n');
        page.append(text(Commands.summary(spec)));
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            page.append(item(italic(parameter.paramLabel()), Commands.summary(parameter)));
        }
        items(page, spec);
    }

    /** The page of an executable of one chapter, whose commands are those of {@code all}. */
    String chapter(String all, Chapter chapter) {
        String name = all + "-" + chapter.id();
        var page = new StringBuilder(head(name, all + " with one chapter: " + chapter.title()));
        page.append(".SH SYNOPSIS\n");
        page.append(bold(name)).append(" [").append(italic("COMMAND")).append("]\n");
        page.append(".SH DESCRIPTION\nIt has the commands of ").append(bold(all));
        page.append(", the workloads and jobs of this chapter, and no interactive shell.\n");
        page.append(".SH WORKLOADS\n");
        chapter.workloads().stream()
                .map(Workload::spec)
                .forEach(spec -> page.append(item(bold(spec.id()), spec.title())));
        if (!chapter.jobs().isEmpty()) {
            page.append(".SH JOBS\n");
        }
        chapter.jobs().stream()
                .map(Job::spec)
                .forEach(spec -> page.append(item(bold(spec.id()), spec.title())));
        return page.append(seeAlso(List.of(all, all + "-run", all + "-compare"))).toString();
    }

    private String head(String name, String summary) {
        String sentence = summary.lines().findFirst().orElse("");
        return ".TH \"%s\" 1 \"\" \"tandem %s\" \"tandem\"\n.SH NAME\n%s \\- %s\n"
                .formatted(
                        name.toUpperCase(Locale.ROOT),
                        version,
                        escaped(name),
                        escaped(sentence.replaceAll("\\.$", "")));
    }

    private static void options(StringBuilder page, CommandSpec spec) {
        page.append(".SH OPTIONS\n");
        items(page, spec);
    }

    private static void items(StringBuilder page, CommandSpec spec) {
        for (OptionSpec option : Commands.options(spec)) {
            var names = new StringBuilder();
            for (String name : option.names()) {
                names.append(names.isEmpty() ? "" : ", ").append(bold(name));
            }
            names.append(Commands.takesValue(option) ? " " + italic(option.paramLabel()) : "");
            page.append(item(names.toString(), Commands.summary(option)));
        }
    }

    private static String synopsis(OptionSpec option) {
        String name = bold(option.longestName());
        return Commands.takesValue(option) ? name + " " + italic(option.paramLabel()) : name;
    }

    private static String seeAlso(List<String> pages) {
        var section = new StringBuilder(".SH SEE ALSO\n");
        String separator = "";
        for (String page : pages) {
            section.append(separator).append(bold(page)).append("(1)");
            separator = ",\n";
        }
        return section.append('\n').toString();
    }

    private static String item(String term, String description) {
        return ".TP\n" + term + "\n" + text(description);
    }

    private static String text(String text) {
        var lines = new StringBuilder();
        text.lines()
                .map(String::strip)
                .map(ManPage::escaped)
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    private static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    private static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** Keeps troff from reading a backslash, a hyphen or a leading dot or quote as its own. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
