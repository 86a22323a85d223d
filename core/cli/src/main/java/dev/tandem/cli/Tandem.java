// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.launch.WorkerMain;
import dev.tandem.lab.run.Once;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Where every executable begins. */
public final class Tandem {

    private Tandem() {}

    /**
     * Runs the command line of a chapter's executable.
     *
     * @param name the name of the executable, such as {@code tandem-sync}
     * @return the exit code
     */
    public static int run(String name, String... args) {
        return run(name, Optional.empty(), args);
    }

    /**
     * Runs a command line.
     *
     * @param interactive what runs when there is no command, and returns the exit code
     */
    public static int run(String name, Optional<ToIntFunction<Cli>> interactive, String... args) {
        try (var _ = ClosedStreams.open()) {
            return WorkerMain.isWorker(args)
                    ? WorkerMain.run(name, args)
                    : cancellable(name, interactive, args);
        } finally {
            // What was cancelled is over, and a native image cannot end while an interrupt is
            // pending.
            boolean _ = Thread.interrupted();
        }
    }

    // First of all: until then a signal ends the process without a word.
    private static int cancellable(
            String name, Optional<ToIntFunction<Cli>> interactive, String... args) {
        Thread main = Thread.currentThread();
        try (var interrupts = Interrupts.cancel(main)) {
            return interrupts.code(execute(name, interactive, main, args));
        }
    }

    private static int execute(
            String name, Optional<ToIntFunction<Cli>> interactive, Thread main, String... args) {
        var stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out), main::interrupt);
        Map<String, String> environment = System.getenv();
        var screen = Screen.of(1, environment);
        // A person sees each line as it comes; a pipe gets whole blocks, at the latest at the end.
        var out =
                new PrintWriter(
                        new OutputStreamWriter(
                                new BufferedOutputStream(stdout, 1 << 14), StandardCharsets.UTF_8),
                        screen.terminal());
        var err =
                new PrintWriter(
                        new OutputStreamWriter(
                                new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8),
                        true);
        var cli =
                new Cli(
                        name,
                        new Once<>(() -> Catalogue.discover(List.of(new SequentialModel()))),
                        new Launcher(name, Launch.AUTO)::starting,
                        new StandardInput(Screen.isTerminal(0), err),
                        out,
                        err,
                        screen,
                        Screen.of(2, environment));
        // A workload that prints must not spoil a document.
        System.setOut(System.err);
        try (var exits =
                Exits.answeredBy(
                        main,
                        () -> err.println(name + ": what is run calls System.exit; cancelled"))) {
            int code = execute(cli, interactive, args);
            out.flush();
            return exits.end(stdout.failure().map(e -> closed(stdout, e, err, name)).orElse(code));
        }
    }

    private static int execute(Cli cli, Optional<ToIntFunction<Cli>> interactive, String... args) {
        try {
            return CommandLines.execute(cli, interactive, args);
        } catch (RuntimeException | Error e) {
            return CommandLines.failure(cli, e);
        }
    }

    private static int closed(
            StandardOutput stdout, IOException failure, PrintWriter err, String name) {
        if (stdout.isBrokenPipe()) {
            return ExitCode.BROKEN_PIPE;
        }
        err.println(name + ": cannot write to standard output: " + failure.getMessage());
        return ExitCode.INTERNAL;
    }
}
