// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ReplayDocument;
import dev.tandem.cli.page.PageMaker;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Film;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.text.ExploreView;
import dev.tandem.spi.Grade;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            description = "The schedule, as explore printed it; @FILE takes it from a file.")
    private String named = "";

    @Option(names = "--full", description = ExploreOptions.FULL)
    private boolean full;

    @Mixin private JsonOption json = new JsonOption();

    @Mixin private HtmlOption html = new HtmlOption();

    ReplayCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        Optional<Path> page = html.target();
        String schedule = named.startsWith("@") ? WholeFile.read(named.substring(1)) : named;
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
            Documents.print(cli.out(), ReplayDocument.of(subject, schedule, replayed));
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
