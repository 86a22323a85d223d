// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ReplayDocument;
import dev.tandem.cli.page.PageMaker;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Film;
import dev.tandem.explore.Recording;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.text.ExploreView;
import dev.tandem.spi.Grade;
import dev.tandem.spi.TandemException.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Follow a schedule that explore has printed, step by step.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private final Cli cli;

    @Mixin private ExploreOptions what = new ExploreOptions();

    @Option(
            names = "--schedule",
            paramLabel = "S",
            required = true,
            description =
                    "The schedule, as explore printed it; @FILE takes it from a file, such as explore --save has written.")
    private String named = "";

    @Option(names = "--full", description = ExploreOptions.FULL)
    private boolean full;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--scenario",
            paramLabel = "S",
            description = "With --linearizable: the calls, as explore printed them.")
    private @Nullable String scenario;

    @Mixin private LinearizableOptions linearizable = new LinearizableOptions();

    @Mixin private JsonOption json = new JsonOption();

    @Mixin private HtmlOption html = new HtmlOption();

    ReplayCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Optional<Path> page = html.target();
        String schedule = named.startsWith("@") ? WholeFile.read(named.substring(1)) : named;
        boolean asked = linearizable.areAsked(what, given(), LinearizableOptions.BESIDE_A_SCHEDULE);
        if (asked != (scenario != null)) {
            throw new Usage("--linearizable and --scenario go together, as explore printed them");
        }
        return scenario == null
                ? follow(schedule, page)
                : linearizable.replay(cli, what, json.json, scenario, schedule);
    }

    private List<OptionSpec> given() {
        return spec == null ? List.of() : spec.commandLine().getParseResult().matchedOptions();
    }

    private int follow(String schedule, Optional<Path> page) {
        var subject = what.subject(cli.catalogue().get());
        Optional<Film> film =
                page.flatMap(file ->
                        Explorer.film(subject, List.of(schedule), what.steps, PageMaker.MOST_SHOTS)
                                .stream()
                                .findFirst());
        Replayed replayed =
                film.map(Film::execution)
                        .orElseGet(() -> Explorer.replay(subject, schedule, what.steps));
        if (json.json) {
            String word = Recording.parse(schedule).schedule();
            Documents.print(cli.out(), ReplayDocument.of(subject, word, replayed));
        } else {
            new ExploreView(cli.screen().width(), cli.screen()::paint, text -> "", full)
                    .lines(replayed)
                    .forEach(cli.out()::println);
        }
        boolean passed =
                replayed.kind().isEmpty()
                        && (replayed.grade() == Grade.ACCEPTABLE
                                || replayed.grade() == Grade.INTERESTING);
        int code =
                passed
                        ? ExitCode.OK
                        : replayed.kind().isPresent()
                                ? ExitCode.of(replayed.kind())
                                : ExitCode.UNEXPECTED;
        return film.isEmpty() || page.isEmpty()
                ? code
                : HtmlOption.write(
                        cli,
                        page.get(),
                        () ->
                                new PageMaker(subject, text -> what.replayLine(cli.name(), text))
                                        .of(film.get()),
                        code);
    }
}
