// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ListDocument;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.catalogue.Problem;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
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
        wrapped(cli.screen().paint(Style.BOLD, c.id()) + "  ", c.title());
        if (c.availability() instanceof Unavailable unavailable) {
            wrapped("  ", "not available: " + unavailable.reason() + "; " + unavailable.remedy());
        }
        for (Job<?> job : catalogue.jobs(c)) {
            JobSpec spec = job.spec();
            entry(spec.id(), "job  ", spec.title(), spec.availability(), width);
        }
        for (Workload workload : catalogue.workloads(c)) {
            WorkloadSpec spec = workload.spec();
            entry(spec.id(), "     ", spec.title(), spec.availability(), width);
        }
        cli.out().println();
    }

    private void entry(String id, String kind, String title, Availability availability, int width) {
        String name = Text.left(id, width);
        String missing =
                availability instanceof Unavailable unavailable
                        ? " ("
                                + cli.screen().paint(Style.NOTE, "not here: ")
                                + unavailable.reason()
                                + ")"
                        : "";
        wrapped("  " + cli.screen().paint(Style.NAME, name) + "  " + kind, title + missing);
    }

    private void wrapped(String lead, String text) {
        Text.hanging(lead, text, cli.screen().width()).forEach(cli.out()::println);
    }
}
