// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.spi.TandemException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "turtle",
        description = "Move a turtle that draws, with the keys of events.turtle; q ends it.",
        mixinStandardHelpOptions = true)
final class TurtleCommand implements Callable<Integer> {

    private final Cli cli;

    @Option(
            names = "--step",
            paramLabel = "N",
            description = "How far a step is, in dots. Default: ${DEFAULT-VALUE}.")
    private int step = 9;

    @Option(
            names = "--turn",
            paramLabel = "N",
            description = "How wide a turn is, in degrees. Default: ${DEFAULT-VALUE}.")
    private int turn = 60;

    TurtleCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (step < 1 || step > 1000 || turn < 1 || turn > 359) {
            throw new TandemException.Usage("--step takes 1 to 1000 dots, --turn 1 to 359 degrees");
        }
        if (!(cli.in() instanceof TerminalInput input)
                || input.terminal().getType().equals(Terminal.TYPE_DUMB)) {
            throw new TandemException.Usage(
                    "this needs a terminal that can be drawn on; 'run events.turtle -p keys=ff' does not");
        }
        String keys = new TurtleScreen(input.terminal(), step, turn).run();
        if (!keys.isEmpty()) {
            cli.out().println("The same as a file:");
            cli.out()
                    .println(
                            String.format(
                                    Locale.ROOT,
                                    "run events.turtle -p out=turtle.svg -p step=%d -p turn=%d -p keys=%s",
                                    step,
                                    turn,
                                    keys));
        }
        return ExitCode.OK;
    }
}
