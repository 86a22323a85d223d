// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.CompareDocument;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ExportReader;
import dev.tandem.cli.page.SvgPicture;
import dev.tandem.cli.text.CompareCharts;
import dev.tandem.cli.text.CompareView;
import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.Export;
import dev.tandem.lab.compare.ExportCsv;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code compare} and {@code bench} report, and what they do with the samples beside. */
final class SamplesOptions {

    private static final String CSV = ".csv";

    @Option(
            names = "--export",
            paramLabel = "FILE",
            description =
                    "Also write the samples into a file: FILE.json, the document that --json prints, or FILE.csv, a row each.")
    private @Nullable String export;

    @Option(names = "--force", description = "Let --export and --chart replace files.")
    private boolean force;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "Compare the times with those of an export: faster, slower, or no difference seen.")
    private @Nullable String against;

    @Option(
            names = "--chart",
            paramLabel = "FILE",
            description = "Also draw the times into a file: FILE.svg.")
    private @Nullable String chart;

    @Mixin private JsonOption json = new JsonOption();

    private Optional<Export> before = Optional.empty();

    /**
     * Looks at the files, before any work begins.
     *
     * @throws TandemException.Usage when it is plain that one cannot be written, or read, or is of
     *     something else than what is to be measured
     */
    void check(ComparisonRequest request) {
        target(export, List.of(".json", CSV));
        target(chart, List.of(".svg"));
        if (against != null) {
            String text = WholeFile.read(against);
            Export read =
                    against.endsWith(CSV)
                            ? ExportCsv.read(text, against)
                            : ExportReader.read(text, against);
            read.mustBeOf(request, against);
            before = Optional.of(read);
        }
    }

    private void target(@Nullable String name, List<String> endings) {
        if (name == null) {
            return;
        }
        Path file = WholeFile.named(name);
        if (endings.stream().noneMatch(name::endsWith)) {
            throw new TandemException.Usage(
                    "the name of a file says what it is: "
                            + name
                            + " does not end in "
                            + String.join(" or ", endings));
        }
        if (Files.exists(file) && !force) {
            throw new TandemException.Usage(file + " is there already; --force replaces it");
        }
    }

    /**
     * Reports, and writes what was asked for.
     *
     * @param code the exit code so far
     * @return the exit code with regard to whether all could be written
     */
    int report(Cli cli, ComparisonReport report, int code) {
        Optional<Against> then =
                before.filter(_ -> report.models().stream().anyMatch(m -> m.time().isPresent()))
                        .map(e -> Against.of(String.valueOf(against), e, report));
        var document = CompareDocument.of(report, then);
        if (json.json) {
            Documents.print(cli.out(), document);
        } else {
            new CompareView(cli.screen()).lines(report, then).forEach(cli.out()::println);
        }
        cli.out().flush();
        try {
            if (export != null) {
                WholeFile.write(
                        Path.of(export),
                        export.endsWith(CSV)
                                ? ExportCsv.write(Export.of(report))
                                : Documents.text(document) + "\n");
            }
            if (chart != null) {
                String title = "Times of " + report.request().job().spec().id();
                WholeFile.write(
                        Path.of(chart), SvgPicture.of(title, CompareCharts.of(report)) + "\n");
            }
            return code;
        } catch (IOException e) {
            cli.err().println(cli.name() + ": " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }
}
