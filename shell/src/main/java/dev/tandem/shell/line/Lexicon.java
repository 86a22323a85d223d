// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import dev.tandem.cli.CommandLines;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.shell.line.Sentence.Command;
import dev.tandem.shell.line.Sentence.Nothing;
import dev.tandem.shell.line.Sentence.OptionName;
import dev.tandem.shell.line.Sentence.Value;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Durations;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Says what could stand at each place of a line.
 *
 * <p>Commands and options come from the model of the commands, ids and all that belongs to them
 * from the catalogue. A value is understood by what it is called: a positional parameter by its
 * label ({@code ID}, {@code JOB}, {@code ID|JOB}), an option by its name ({@code --variant}), a
 * label such as {@code jvm|native} by itself, and the rest by its type.
 */
public final class Lexicon {

    private static final List<Choice> DURATIONS =
            List.of(
                    Choice.of("500ms", "half a second"),
                    Choice.of("2s", "two seconds"),
                    Choice.of("10s", "ten seconds"),
                    Choice.of("1m", "a minute"));

    private final CommandLine root;
    private final Supplier<Catalogue> catalogue;
    private final Map<String, Supplier<List<Choice>>> labels;

    /**
     * @param root a command line that is never executed
     * @param labels what further labels of positional parameters stand for
     */
    public Lexicon(
            CommandLine root,
            Supplier<Catalogue> catalogue,
            Map<String, Supplier<List<Choice>>> labels) {
        this.root = root;
        this.catalogue = catalogue;
        this.labels = labels;
    }

    /** What could stand at the last of the words, which may be empty or incomplete. */
    public List<Choice> choices(List<String> words) {
        Sentence sentence = read(words);
        return at(sentence, words.size() - 1).offered();
    }

    /** What every word of a line is understood as. */
    Sentence read(List<String> words) {
        return Sentence.of(root, words);
    }

    Choices at(Sentence sentence, int index) {
        String word = sentence.words().get(index);
        return switch (sentence.places().get(index)) {
            case Command place -> commands(place.parent());
            case OptionName place -> options(place.command().getCommandSpec(), sentence);
            case Value place ->
                    values(place, word.substring(place.offset()), sentence)
                            .after(word.substring(0, place.offset()));
            case Nothing place -> Choices.only(List.of());
        };
    }

    private Choices commands(CommandLine parent) {
        List<Choice> all = new ArrayList<>();
        parent.getSubcommands()
                .forEach((name, command) -> {
                    var usage = command.getCommandSpec().usageMessage();
                    if (!usage.hidden()) {
                        all.add(Choice.of(name, first(usage.description())));
                    }
                });
        // A hidden command is not offered and nevertheless right; so is the name of the executable,
        // for lines that are copied from elsewhere.
        return new Choices(
                all,
                word ->
                        parent.getSubcommands().containsKey(word)
                                || (parent.equals(root) && word.equals(root.getCommandName())));
    }

    private static Choices options(CommandSpec command, Sentence sentence) {
        List<Choice> all = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            boolean isUsed = Arrays.stream(option.names()).anyMatch(sentence.words()::contains);
            if (!option.hidden() && !(isUsed && !option.isMultiValue())) {
                String help = first(option.description());
                for (String name : option.names()) {
                    all.add(Choice.of(name, help));
                }
            }
        }
        return new Choices(all, command.optionsMap()::containsKey);
    }

    private Choices values(Value place, String value, Sentence sentence) {
        ArgSpec arg = place.arg();
        if (value.startsWith("@") && place.offset() == 0) {
            // The word stands in a file.
            return Choices.examples(FileNames.after(value.substring(1))).after("@");
        }
        List<String> names =
                arg instanceof OptionSpec option
                        ? List.of(option.names())
                        : List.of(arg.paramLabel());
        if (names.contains("--parameter")) {
            return parameters(value, sentence);
        }
        if (names.contains("--models")) {
            int comma = value.lastIndexOf(',') + 1;
            List<String> before = List.of(value.substring(0, comma).split(","));
            var others = new ArrayList<>(models());
            others.removeIf(c -> before.contains(c.value()));
            return Choices.only(others).after(value.substring(0, comma));
        }
        if (names.contains("--model")) {
            return Choices.only(models());
        }
        if (names.contains("--variant")) {
            return Choices.only(variants(sentence));
        }
        if (names.contains("--class-path")) {
            int colon = value.lastIndexOf(File.pathSeparatorChar) + 1;
            return Choices.examples(FileNames.after(value.substring(colon)))
                    .after(value.substring(0, colon));
        }
        if (arg.paramLabel().equals("FILE")) {
            return Choices.examples(FileNames.after(value));
        }
        if (names.contains("--chapter")) {
            return Choices.only(chapters());
        }
        if (arg.completionCandidates() != null && !arg.paramLabel().contains("|")) {
            List<Choice> all = new ArrayList<>();
            arg.completionCandidates().forEach(c -> all.add(Choice.of(c, "")));
            return Choices.only(all);
        }
        if (arg.type() == Duration.class) {
            return new Choices(DURATIONS, word -> isAccepted(() -> Durations.parse(word)));
        }
        if (arg.isPositional() && sentence.words().contains("--class-path")) {
            // The name of a class of the user's own.
            return Choices.examples(List.of());
        }
        if (CommandLines.EXPLORING.contains(place.command().getCommandName())
                && names.contains("ID")) {
            return Choices.only(explorable());
        }
        return labelled(arg.paramLabel());
    }

    private Choices labelled(String label) {
        List<Choice> all = new ArrayList<>();
        boolean isClosed = true;
        for (String part : label.replaceAll("[\\[\\].]", "").split("\\|", -1)) {
            switch (part) {
                case "ID" -> all.addAll(workloads());
                case "JOB" -> all.addAll(jobs());
                case "COMMAND" -> all.addAll(commands(root).offered());
                default -> {
                    var own = labels.get(part);
                    if (own != null) {
                        all.addAll(own.get());
                    } else if (label.contains("|") && part.matches("[a-z-]+")) {
                        all.add(Choice.of(part, ""));
                    } else {
                        isClosed = false;
                    }
                }
            }
        }
        return isClosed ? Choices.only(all) : Choices.examples(all);
    }

    private Choices parameters(String text, Sentence sentence) {
        List<Parameter<?>> declared = declared(sentence);
        int equals = text.indexOf('=');
        if (equals < 0) {
            List<Choice> names =
                    declared.stream()
                            .map(p ->
                                    new Choice(
                                            p.name() + "=", p.name() + "=", p.description(), false))
                            .toList();
            return new Choices(names, word -> declared.isEmpty());
        }
        return declared.stream()
                .filter(p -> p.name().equals(text.substring(0, equals)))
                .findFirst()
                .map(p ->
                        parameter(p, text.substring(equals + 1))
                                .after(text.substring(0, equals + 1)))
                .orElseGet(() -> new Choices(List.of(), word -> declared.isEmpty()));
    }

    private static Choices parameter(Parameter<?> parameter, String typed) {
        List<Choice> all = new ArrayList<>();
        String standard = parameter.defaultText();
        if (!standard.isEmpty()) {
            all.add(Choice.of(standard, "the default, of " + parameter.domain().kind()));
        }
        parameter.domain().choices().stream()
                .filter(c -> !c.equals(standard))
                .forEach(c -> all.add(Choice.of(c, "")));
        // That a text names a file is only said in words.
        if (parameter.description().matches("(?s).*\\bfile\\b.*")) {
            all.addAll(FileNames.after(typed));
        }
        return new Choices(all, word -> isAccepted(() -> parameter.read(word)));
    }

    private static boolean isAccepted(Supplier<?> reading) {
        try {
            var _ = reading.get();
            return true;
        } catch (TandemException e) {
            return false;
        }
    }

    private List<Parameter<?>> declared(Sentence sentence) {
        Optional<List<Parameter<?>>> ofWorkload =
                sentence.valueOf("ID")
                        .flatMap(catalogue.get()::findWorkload)
                        .map(w -> w.spec().parameters());
        return ofWorkload.orElseGet(() ->
                sentence.valueOf("JOB")
                        .flatMap(catalogue.get()::findJob)
                        .map(j -> j.spec().parameters())
                        .orElse(List.of()));
    }

    /** Those of the workload in the line, or of all while there is none. */
    private List<Choice> variants(Sentence sentence) {
        var chosen = sentence.valueOf("ID").flatMap(catalogue.get()::findWorkload);
        if (chosen.isPresent()) {
            return chosen.get().spec().variants().stream()
                    .map(v -> Choice.of(v.id(), v.title()))
                    .toList();
        }
        Map<String, Choice> all = new LinkedHashMap<>();
        catalogue.get().workloads().stream()
                .flatMap(w -> w.spec().variants().stream())
                .map(Variant::id)
                .forEach(id -> all.put(id, Choice.of(id, "")));
        return List.copyOf(all.values());
    }

    private List<Choice> workloads() {
        return catalogue.get().workloads().stream().map(w -> choice(w.spec())).toList();
    }

    private List<Choice> explorable() {
        return catalogue.get().workloads().stream()
                .map(Workload::spec)
                .filter(spec -> spec.exploration().isPresent())
                .map(Lexicon::choice)
                .toList();
    }

    private static Choice choice(WorkloadSpec spec) {
        return Choice.of(spec.id(), spec.title());
    }

    private List<Choice> jobs() {
        List<JobSpec> specs = catalogue.get().jobs().stream().map(j -> j.spec()).toList();
        return specs.stream().map(spec -> Choice.of(spec.id(), spec.title())).toList();
    }

    private List<Choice> models() {
        List<ExecutionModel> models = catalogue.get().models();
        return models.stream().map(model -> Choice.of(model.id(), model.title())).toList();
    }

    private List<Choice> chapters() {
        List<Chapter> chapters = catalogue.get().chapters();
        return chapters.stream().map(c -> Choice.of(c.id(), c.title())).toList();
    }

    private static String first(String[] lines) {
        return lines.length == 0 ? "" : lines[0];
    }
}
