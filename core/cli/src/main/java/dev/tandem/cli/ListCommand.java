// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ListDocument;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.catalogue.Problem;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List the workloads and jobs of each chapter.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    private final Cli cli;

    @Option(names = "--chapter", paramLabel = "C", description = "Only this chapter.")
    private @Nullable String chapter;

    @Mixin private JsonOption json = new JsonOption();

    ListCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = cli.catalogue().get();
        List<Chapter> chapters =
                catalogue.chapters().stream()
                        .filter(c -> chapter == null || c.id().equals(chapter))
                        .toList();
        if (chapters.isEmpty() && chapter != null) {
            List<String> known = catalogue.chapters().stream().map(Chapter::id).toList();
            throw new TandemException.Missing(
                    Suggestions.unknown("chapter", chapter, known),
                    "'list' without --chapter shows all");
        }
        if (json.json) {
            Documents.print(cli.out(), ListDocument.of(catalogue, chapters));
            return ExitCode.OK;
        }
        int width = catalogue.ids().stream().mapToInt(String::length).max().orElse(0);
        chapters.forEach(c -> print(catalogue, c, width));
        for (Problem problem : catalogue.problems()) {
            cli.err()
                    .println(
                            cli.name()
                                    + ": not usable: "
                                    + problem.provider()
                                    + ": "
                                    + problem.reason());
        }
        return ExitCode.OK;
    }

    private void print(Catalogue catalogue, Chapter c, int width) {
        cli.out().println(cli.screen().paint(Style.BOLD, c.id()) + "  " + c.title());
        if (c.availability() instanceof Unavailable unavailable) {
            cli.out()
                    .println(
                            "  not available: "
                                    + unavailable.reason()
                                    + "; "
                                    + unavailable.remedy());
        }
        catalogue
                .jobs(c)
                .forEach(job -> entry(job.spec().id(), "job  " + job.spec().title(), width));
        catalogue
                .workloads(c)
                .forEach(w -> entry(w.spec().id(), "     " + w.spec().title(), width));
        cli.out().println();
    }

    private void entry(String id, String text, int width) {
        String name = String.format(Locale.ROOT, "%-" + width + "s", id);
        cli.out().println("  " + cli.screen().paint(Style.NAME, name) + "  " + text);
    }
}
