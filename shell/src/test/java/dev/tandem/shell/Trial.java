// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.Input;
import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a session writes to in a test, over the sample chapter. */
public final class Trial {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    public final Cli cli =
            new Cli(
                    "tandem",
                    () -> Catalogue.of(List.of(new Sample()), List.of(new SequentialModel())),
                    launch -> Trial::noProcesses,
                    Input.NONE,
                    new PrintWriter(out, true),
                    new PrintWriter(err, true),
                    Screen.NONE,
                    Screen.NONE);

    private static ProcessScope noProcesses(Event.Sink sink) {
        return new NoProcesses();
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
