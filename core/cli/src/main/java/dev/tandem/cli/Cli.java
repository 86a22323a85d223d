// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the commands work with. One for each execution of a command line; the shell makes many over
 * one catalogue.
 *
 * @param name the name of the executable, such as {@code tandem-sync}
 * @param catalogue read when first asked for
 * @param processes starts worker processes in the form that is asked for
 * @param in what the user says
 * @param out for results; what goes there is documented
 * @param err for diagnostics and progress
 * @param screen what {@code out} goes to
 * @param errScreen what {@code err} goes to
 */
public record Cli(
        String name,
        Supplier<Catalogue> catalogue,
        Function<Launch, ProcessScope.Source> processes,
        Input in,
        PrintWriter out,
        PrintWriter err,
        Screen screen,
        Screen errScreen) {

    /** Says on {@code err} what is wrong: one line, of which a terminal breaks no word. */
    public void complain(String line) {
        int width = errScreen.terminal() ? errScreen.width() : Integer.MAX_VALUE;
        Text.wrap(line, width).forEach(err::println);
    }

    /** Says on {@code err} which processes a command has had to end itself. */
    void leftBehind(List<String> processes) {
        processes.forEach(process -> err.println(name + ": left behind and ended: " + process));
    }

    /** The same with other places to write to. */
    public Cli writingTo(
            PrintWriter newOut, PrintWriter newErr, Screen newScreen, Screen newErrScreen) {
        return new Cli(name, catalogue, processes, in, newOut, newErr, newScreen, newErrScreen);
    }

    /** The same with another place to read from. */
    public Cli readingFrom(Input newIn) {
        return new Cli(name, catalogue, processes, newIn, out, err, screen, errScreen);
    }
}
