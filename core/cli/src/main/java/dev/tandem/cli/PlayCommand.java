// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.PlayDocument;
import dev.tandem.cli.text.PlayView;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Game;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "play",
        description = "Be the scheduler: choose, step by step, which thread goes on.",
        mixinStandardHelpOptions = true,
        footer = {
            "%nMoves, also several on a line and from a pipe:%n",
            "  N         thread N takes a step; Nx5 takes five, N=1 chooses value 1 in it",
            "  Enter     the same thread again",
            "  u, undo   takes the last step back",
            "  h, hint   the next step on the shortest way to the objective",
            "  objective what is to be reached",
            "  save FILE writes the schedule, for replay --schedule @FILE",
            "  q, quit   leaves, as the end of the input does%n",
            "The exit code is 1 when what was played ended in an outcome that is forbidden or that"
                    + " nobody declared, even where that was the objective, as for replay; 0 when it"
                    + " ended otherwise or was left before its end."
        })
final class PlayCommand implements Callable<Integer> {

    private final Cli cli;

    @Mixin private ExploreOptions what = new ExploreOptions();

    @Option(
            names = "--level",
            paramLabel = "sync|volatile|memory",
            converter = ExploreCommand.LevelConverter.class,
            description = "Which operations are points of choice. Default: as the workload needs.")
    private @Nullable Level level;

    @Mixin private JsonOption json = new JsonOption();

    PlayCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var subject = what.subject(cli.catalogue().get());
        Level detail = level == null ? ExploreRequest.of(subject).level() : level;
        var game = new Game(subject, detail, what.steps);
        // A document is alone on standard output; what is said on the way goes beside it.
        var out = json.json ? cli.err() : cli.out();
        var view =
                new PlayView(
                        json.json ? cli.errScreen() : cli.screen(),
                        () -> what.replayLine(cli.name(), game.schedule()));
        boolean told = !json.json || cli.in().isInteractive();
        var dialogue =
                new Dialogue(
                        game,
                        cli.in(),
                        view,
                        lines -> {
                            if (told) {
                                lines.forEach(out::println);
                                out.flush();
                            }
                        },
                        trouble -> {
                            cli.err().println(cli.name() + ": " + trouble);
                            cli.err().flush();
                        });
        dialogue.run();
        if (json.json) {
            Documents.print(cli.out(), PlayDocument.of(subject, game));
        }
        return game.position()
                .end()
                .filter(end -> !end.grade().isPass())
                .map(end -> ExitCode.UNEXPECTED)
                .orElse(ExitCode.OK);
    }
}
