// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.InfoDocument;
import dev.tandem.cli.json.InfoDocument.SourceFile;
import dev.tandem.cli.text.Definitions;
import dev.tandem.cli.text.JavaSource;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Available;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Need;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Exploration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "info",
        description =
                "Explain a workload or job: its lesson, parameters, variants and expectations, what it needs.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {

    private static final String ISOLATED =
            "Each run has a process of its own, because it can end in a state that nothing can cancel.";

    private final Cli cli;

    @Parameters(
            paramLabel = "ID|JOB",
            description = "A workload or job, such as sync.philosophers.")
    private String id = "";

    @Option(names = "--source", description = "Print the program itself.")
    private boolean source;

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
        List<SourceFile> files =
                source ? sources(workload.isPresent() ? workload.get() : job.get()) : null;
        if (json.json) {
            Documents.print(
                    cli.out(),
                    workload.map(w -> InfoDocument.of(w.spec(), files))
                            .orElseGet(() -> InfoDocument.of(job.orElseThrow().spec(), files)));
        } else if (files != null) {
            files.forEach(this::print);
        } else {
            workload.ifPresent(w -> print(w.spec()));
            job.ifPresent(j -> print(j.spec()));
        }
        return ExitCode.OK;
    }

    private List<SourceFile> sources(Object exhibit) {
        List<SourceFile> files = Sources.of(exhibit);
        if (files.isEmpty()) {
            throw new TandemException.Missing(
                    "the source of " + id + " does not travel with its class",
                    "copy it into META-INF/tandem/sources of the jar");
        }
        return files;
    }

    private void print(SourceFile file) {
        cli.out().println(cli.screen().paint(Style.BOLD, "// " + file.file()));
        JavaSource.lines(file.text(), cli.screen()).forEach(cli.out()::println);
        cli.out().println();
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
        needs(spec.needs());
        about(spec);
        heading("Try");
        example("run " + spec.id());
        spec.variants().stream()
                .filter(Variant::isFlawed)
                .findFirst()
                .ifPresent(v -> example("run " + spec.id() + " --variant " + v.id()));
        if (spec.exploration().isPresent()) {
            example("explore " + spec.id());
        }
        example("info " + spec.id() + " --source");
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
        needs(spec.needs());
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

    private void needs(List<Need> needs) {
        if (!needs.isEmpty()) {
            Map<String, String> meanings = new LinkedHashMap<>();
            needs.forEach(need -> meanings.put(need.title(), meaning(need.availability())));
            Definitions.lines(cli.screen(), "Needs", meanings).forEach(cli.out()::println);
        }
    }

    private String meaning(Availability availability) {
        return switch (availability) {
            case Available available -> "is here";
            case Unavailable(String reason, String remedy) ->
                    cli.screen().paint(Style.NOTE, "missing") + ": " + reason + "; " + remedy;
        };
    }

    /** As the source has it once its package is imported: {@code Thread.Builder}. */
    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private void about(WorkloadSpec spec) {
        Map<String, String> meanings = new LinkedHashMap<>();
        if (!spec.teaches().isEmpty()) {
            meanings.put(
                    "teaches",
                    spec.teaches().stream()
                            .map(InfoCommand::name)
                            .collect(Collectors.joining(", ")));
        }
        if (!spec.notes().isEmpty()) {
            meanings.put("course notes", spec.notes());
        }
        spec.exploration().ifPresent(e -> meanings.put("explored with", explored(e)));
        if (!meanings.isEmpty()) {
            Definitions.lines(cli.screen(), "About it", meanings).forEach(cli.out()::println);
        }
    }

    private static String explored(Exploration exploration) {
        var values = new StringJoiner(" ", "", " ").setEmptyValue("");
        exploration.parameters().forEach((name, value) -> values.add(name + "=" + value));
        return values + "at level " + Wording.word(exploration.level());
    }

    private void heading(String text) {
        cli.out().println();
        cli.out().println(cli.screen().paint(Style.BOLD, text));
    }

    private void example(String command) {
        cli.out().println("  " + cli.name() + " " + command);
    }
}
