// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.NoProcesses;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Supplier;

/** What a command line printed, and the code with which it ended. */
public record CommandResult(int code, String out, String err) {

    /**
     * Executes a command line in this process over the given catalogue; worker processes are
     * refused.
     */
    public static CommandResult of(Catalogue catalogue, String... args) {
        return reading(Input.NONE, catalogue, args);
    }

    /** The same over a catalogue that is read by the command, which may fail. */
    static CommandResult of(Supplier<Catalogue> catalogue, String... args) {
        return reading(Input.NONE, catalogue, args);
    }

    /** The same for a command that reads. */
    public static CommandResult reading(Input input, Catalogue catalogue, String... args) {
        return reading(input, () -> catalogue, args);
    }

    private static CommandResult reading(
            Input input, Supplier<Catalogue> catalogue, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var cli =
                new Cli(
                        "tandem",
                        catalogue,
                        launch -> sink -> new NoProcesses(),
                        input,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Screen.NONE,
                        Screen.NONE);
        int code = CommandLines.execute(cli, Optional.empty(), args);
        return new CommandResult(code, out.toString(), err.toString());
    }
}
