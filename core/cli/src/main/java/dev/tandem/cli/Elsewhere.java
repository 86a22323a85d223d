// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Executes a whole command in a worker process, where code of the user's own can do no harm:
 * neither exits, nor prints among the results, nor goes on when the command is over. See {@link
 * CommandRole} for the other side.
 */
final class Elsewhere {

    private Elsewhere() {}

    /**
     * @param command that has been parsed
     * @param classPath of the user's code
     * @param workers in which form the command is to start workers
     * @return the exit code of the command
     */
    static int execute(Cli cli, @Nullable CommandSpec command, String classPath, Launch workers)
            throws InterruptedException {
        return execute(cli, command, classPath, workers, List.of());
    }

    /**
     * The same with more options than those on the command line.
     *
     * @param more what a person was asked for, who cannot be asked there
     */
    static int execute(
            Cli cli,
            @Nullable CommandSpec command,
            String classPath,
            Launch workers,
            List<String> more)
            throws InterruptedException {
        if (workers == Launch.NATIVE) {
            throw new Usage("code of your own runs on a JVM, and so do its workers");
        }
        CommandSpec spec = Objects.requireNonNull(command);
        List<String> args = spec.root().commandLine().getParseResult().originalArgs();
        List<String> arguments = new ArrayList<>(List.of(cli.name()));
        arguments.add(written(cli.screen()));
        arguments.add(written(cli.errScreen()));
        arguments.add(args.getFirst());
        arguments.add(OwnOptions.HERE);
        arguments.addAll(more);
        arguments.addAll(args.subList(1, args.size()));
        var request =
                WorkerRequest.of(CommandRole.ID, arguments.toArray(String[]::new))
                        .as(Launch.JVM)
                        .untold()
                        .with(classPath);
        ProcessScope scope = cli.processes().apply(Launch.JVM).open(event -> {});
        try (Worker worker = scope.workers().start(request)) {
            return follow(cli, worker);
        } catch (WorkerFailed e) {
            throw ended(e);
        } finally {
            cli.leftBehind(scope.end());
        }
    }

    /**
     * The failure of a process that code of the user's own has ended, in one line: the command line
     * and what the code has printed are no news to whoever wrote it.
     */
    static WorkerFailed ended(WorkerFailed failure) {
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new WorkerFailed(
                "code of your own has ended its process: "
                        + first.replaceFirst("; command: .*", ""),
                failure);
    }

    private static int follow(Cli cli, Worker worker) throws InterruptedException {
        boolean cancelled = false;
        while (true) {
            Optional<String> message;
            try {
                message = worker.receiveText();
            } catch (InterruptedException e) {
                if (cancelled) {
                    throw e;
                }
                // What has been measured until now is still to be told.
                cancelled = true;
                worker.send(CommandRole.CANCEL);
                continue;
            }
            String text = message.orElseThrow(() -> new WorkerFailed("it ended without a result"));
            String rest = text.substring(1);
            switch (text.charAt(0)) {
                case CommandRole.OUT -> print(cli.out(), rest);
                case CommandRole.ERR -> print(cli.err(), rest);
                default -> {
                    return Integer.parseInt(rest);
                }
            }
        }
    }

    private static void print(PrintWriter to, String text) {
        to.print(text);
        to.flush();
    }

    private static String written(Screen screen) {
        return screen.terminal()
                + " "
                + screen.colour()
                + " "
                + screen.width()
                + " "
                + screen.bounded()
                + " "
                + screen.height();
    }
}
