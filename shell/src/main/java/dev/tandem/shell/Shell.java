// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.text.Screen;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** What runs when there is no command. */
final class Shell {

    private static final String DUMB = "dumb";

    private Shell() {}

    /**
     * Talks to the person at the terminal; without one executes the lines of standard input.
     *
     * @return the exit code
     */
    static int start(Cli cli) {
        try {
            return Screen.isTerminal(0) && cli.screen().terminal()
                    ? interactive(cli, System.getenv())
                    : script(cli);
        } catch (IOException e) {
            cli.err().println(cli.name() + ": cannot read standard input: " + e.getMessage());
            return ExitCode.INTERNAL;
        }
    }

    private static int interactive(Cli cli, Map<String, String> environment) throws IOException {
        String named = environment.getOrDefault("TERM", "");
        String type = named.isEmpty() ? DUMB : named;
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .type(type)
                        .system(true)
                        .nativeSignals(false)
                        .provider("jni")
                        // What is there when the terminal cannot be edited on.
                        .dumb(true)
                        .build()) {
            if (terminal.getType().equals(DUMB) && !type.equals(DUMB)) {
                cli.err()
                        .println(
                                cli.name()
                                        + ": this terminal cannot be edited on: no Tab, no colours");
            }
            return new Interactive(cli, terminal, History.file(environment)).run();
        }
    }

    /**
     * A channel, unlike a stream, gives up reading when its thread is interrupted. It is read as a
     * stream because {@link Channels#newReader} waits for a full buffer before the first line.
     */
    private static int script(Cli cli) throws IOException {
        try (var in = new FileInputStream(FileDescriptor.in);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Channels.newInputStream(in.getChannel()),
                                        StandardCharsets.UTF_8))) {
            return new Script(cli).run(lines);
        }
    }
}
