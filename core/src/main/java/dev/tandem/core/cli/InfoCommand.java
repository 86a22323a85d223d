package dev.tandem.core.cli;

import dev.tandem.core.catalogue.Catalogue;
import dev.tandem.core.cli.Screen.Style;
import dev.tandem.core.spi.Grade;
import dev.tandem.core.spi.JobSpec;
import dev.tandem.core.spi.Parameter;
import dev.tandem.core.spi.Suggestions;
import dev.tandem.core.spi.TandemException;
import dev.tandem.core.spi.Variant;
import dev.tandem.core.spi.WorkloadSpec;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        description =
                "Explain a workload or job: its lesson, parameters, variants and expectations.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    private final Cli cli;

    @Parameters(
            paramLabel = "ID|JOB",
            description = "A workload or job, such as sync.philosophers.")
    private String id = "";

    @Mixin private JsonOption json = new JsonOption();

    InfoCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = cli.catalogue().get();
        var workload = catalogue.findWorkload(id);
        var job = catalogue.findJob(id);
        if (workload.isEmpty() && job.isEmpty()) {
            throw new TandemException.Usage(
                    Suggestions.unknown("workload or job", id, catalogue.ids()));
        }
        if (json.json) {
            Json.print(
                    cli.out(),
                    workload.map(w -> InfoDocument.of(w.spec()))
                            .orElseGet(() -> InfoDocument.of(job.orElseThrow().spec())));
        } else {
            workload.ifPresent(w -> print(w.spec()));
            job.ifPresent(j -> print(j.spec()));
        }
        return ExitCode.OK;
    }

    private void print(WorkloadSpec spec) {
        opening(spec.id(), spec.title(), spec.lesson());
        if (!spec.variants().equals(List.of(Variant.ONLY))) {
            heading("Variants");
            for (Variant variant : spec.variants()) {
                String mark = variant.equals(spec.defaultVariant()) ? " (default)" : "";
                item(
                        variant.id(),
                        variant.title()
                                + variant.flaw().map(f -> "; can end in " + f).orElse("")
                                + mark);
            }
        }
        parameters(spec.parameters());
        heading("Outcomes");
        spec.expectations()
                .forEach(e ->
                        item(
                                e.label(),
                                cli.screen().paint(style(e.grade()), e.grade().name())
                                        + "  "
                                        + e.reason()));
        heading("Try");
        example("run " + spec.id());
        spec.variants().stream()
                .filter(Variant::isFlawed)
                .findFirst()
                .ifPresent(v -> example("run " + spec.id() + " --variant " + v.id()));
        if (spec.exploration().isPresent()) {
            example("explore " + spec.id());
        }
        if (spec.isolated()) {
            cli.out()
                    .println(
                            "\nEach run has a process of its own, because it can end in a state that nothing can cancel.");
        }
    }

    private void print(JobSpec spec) {
        opening(spec.id(), spec.title(), spec.lesson());
        parameters(spec.parameters());
        heading("Try");
        example("compare " + spec.id());
    }

    private void opening(String id, String title, String lesson) {
        cli.out().println(cli.screen().paint(Style.BOLD, id) + "  " + title);
        cli.out().println();
        Text.wrap(lesson, cli.screen().width()).forEach(cli.out()::println);
    }

    private void parameters(List<Parameter<?>> parameters) {
        if (!parameters.isEmpty()) {
            heading("Parameters");
            parameters.forEach(p ->
                    item(
                            p.name() + "=" + p.defaultText(),
                            p.description() + " (" + p.kind() + ")"));
        }
    }

    private void heading(String text) {
        cli.out().println();
        cli.out().println(cli.screen().paint(Style.BOLD, text));
    }

    private void item(String name, String text) {
        String column = String.format(Locale.ROOT, "%-22s", name);
        List<String> lines = Text.wrap(text, Math.max(24, cli.screen().width() - 26));
        cli.out().println("  " + cli.screen().paint(Style.NAME, column) + "  " + lines.getFirst());
        lines.stream().skip(1).forEach(line -> cli.out().println(" ".repeat(26) + line));
    }

    private void example(String command) {
        cli.out().println("  " + cli.name() + " " + command);
    }

    private static Style style(Grade grade) {
        return switch (grade) {
            case ACCEPTABLE -> Style.GOOD;
            case INTERESTING -> Style.NOTE;
            case FORBIDDEN, UNDECLARED -> Style.BAD;
        };
    }
}
