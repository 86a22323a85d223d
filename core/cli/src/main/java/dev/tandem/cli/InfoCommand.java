// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.InfoDocument;
import dev.tandem.cli.text.Definitions;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.cli.text.Text;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private static final String ISOLATED =
            "Each run has a process of its own, because it can end in a state that nothing can cancel.";

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
            Documents.print(
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
        if (spec.hasVariants()) {
            Map<String, String> variants = new LinkedHashMap<>();
            spec.variants().forEach(v -> variants.put(v.id(), meaning(v, spec.defaultVariant())));
            Definitions.lines(cli.screen(), "Variants", variants).forEach(cli.out()::println);
        }
        parameters(spec.parameters());
        Map<String, String> outcomes = new LinkedHashMap<>();
        spec.expectations()
                .forEach(e ->
                        outcomes.put(
                                e.name(),
                                cli.screen().paint(Style.of(e.grade()), e.grade().name())
                                        + "  "
                                        + e.reason()));
        Definitions.lines(cli.screen(), "Outcomes", outcomes).forEach(cli.out()::println);
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
            cli.out().println();
            Text.wrap(ISOLATED, cli.screen().width()).forEach(cli.out()::println);
        }
    }

    private static String meaning(Variant<?> variant, Variant<?> byDefault) {
        return variant.title()
                + variant.flaw().map(flaw -> "; can end in " + flaw.name()).orElse("")
                + (variant.equals(byDefault) ? " (default)" : "");
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
            Map<String, String> meanings = new LinkedHashMap<>();
            parameters.forEach(p ->
                    meanings.put(
                            p.name() + "=" + p.defaultText(),
                            p.description() + " (" + p.domain().kind() + ")"));
            Definitions.lines(cli.screen(), "Parameters", meanings).forEach(cli.out()::println);
        }
    }

    private void heading(String text) {
        cli.out().println();
        cli.out().println(cli.screen().paint(Style.BOLD, text));
    }

    private void example(String command) {
        cli.out().println("  " + cli.name() + " " + command);
    }
}
