// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.Cli;
import dev.tandem.cli.CommandLines;
import dev.tandem.cli.ExitCode;
import dev.tandem.cli.Input;
import dev.tandem.cli.KillCommand;
import dev.tandem.cli.text.Screen;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.launch.Family;
import dev.tandem.shell.line.Choice;
import dev.tandem.shell.line.CommandText;
import dev.tandem.shell.line.Lexicon;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Executes lines, in the foreground or as jobs, until one of them says that it is over. Used by one
 * thread. Closing it stops the jobs and waits for them.
 */
final class Session implements AutoCloseable {

    private static final int PREFIX_WIDTH = 4;
    private static final int LEAST_WIDTH = 20;

    /** What of a command line is shown beside the number of its process. */
    private static final int COMMAND_WIDTH = 50;

    private final Supplier<Cli> terminal;
    private final Bulletin bulletin;
    private final Runnable clear;
    private final Jobs jobs = new Jobs();
    private boolean over;

    /**
     * @param terminal what a command in the foreground works with
     * @param clear clears the screen
     */
    Session(Supplier<Cli> terminal, Bulletin bulletin, Runnable clear) {
        this.terminal = terminal;
        this.bulletin = bulletin;
        this.clear = clear;
    }

    /** Whether a line has said that it was the last one. */
    boolean isOver() {
        return over;
    }

    Jobs jobs() {
        return jobs;
    }

    /** What can be typed. */
    Lexicon lexicon() {
        Cli cli = terminal.get();
        return new Lexicon(
                commandLine(cli),
                cli.catalogue(),
                Map.of(
                        ShellCommands.NUMBER,
                        () ->
                                jobs.running().stream()
                                        .map(j -> Choice.of(Integer.toString(j.number()), j.line()))
                                        .toList(),
                        KillCommand.PID,
                        Session::processes));
    }

    private static List<Choice> processes() {
        return Family.now().stream()
                .filter(member -> member.depth() > 0)
                .map(Family.Member::status)
                .map(status ->
                        Choice.of(
                                Long.toString(status.pid()),
                                Text.ends(status.command(), COMMAND_WIDTH)))
                .toList();
    }

    /**
     * Executes a line; one that is blank or a comment is as expected.
     *
     * @return the exit code; of a job in the background that of having started it
     */
    int execute(String line) {
        Cli cli = terminal.get();
        CommandText text = CommandText.of(line);
        if (!text.closed()) {
            return refuse(
                    cli, "the line ends within a quote or after a backslash; close the quote");
        }
        List<String> words = new ArrayList<>(text.strings());
        if (!words.isEmpty() && words.getFirst().equals(cli.name())) {
            words.removeFirst();
        }
        if (words.isEmpty()) {
            return ExitCode.OK;
        }
        String[] args = words.toArray(String[]::new);
        return text.background() ? background(cli, text, args) : foreground(cli, args);
    }

    private int foreground(Cli cli, String... args) {
        bulletin.hold();
        try {
            return execute(cli, args);
        } finally {
            bulletin.release();
        }
    }

    private int background(Cli cli, CommandText text, String... args) {
        if (isAboutTheShell(cli, args[0])) {
            return refuse(cli, "'" + args[0] + "' is about the shell itself; leave out the &");
        }
        int end = text.words().getLast().end();
        String line = text.text().substring(text.words().getFirst().start(), end);
        bulletin.hold();
        try {
            ShellJob job =
                    jobs.start(
                            line,
                            started -> executeJob(cli, started, args),
                            ended -> tell(cli, ended, ended.describe() + ": " + line));
            cli.out().println(prefix(cli, job) + line);
            cli.out().flush();
        } finally {
            bulletin.release();
        }
        return ExitCode.OK;
    }

    private boolean isAboutTheShell(Cli cli, String command) {
        return commandLine(cli).getSubcommands().containsKey(command)
                && !CommandLines.of(cli, Optional.empty()).getSubcommands().containsKey(command);
    }

    private int executeJob(Cli cli, ShellJob job, String... args) {
        // No terminal: what redraws itself cannot be told in lines.
        int width = Math.max(LEAST_WIDTH, cli.screen().width() - PREFIX_WIDTH);
        var screen = new Screen(false, cli.screen().colour(), width);
        try (var out = new PrintWriter(new LineWriter(line -> tell(cli, job, line)));
                var err = new PrintWriter(new LineWriter(line -> tell(cli, job, line)))) {
            return execute(cli.writingTo(out, err, screen, screen).readingFrom(Input.NONE), args);
        }
    }

    private void tell(Cli cli, ShellJob job, String line) {
        bulletin.tell(prefix(cli, job) + line);
    }

    private static String prefix(Cli cli, ShellJob job) {
        return cli.screen().paint(Screen.Style.DIM, "[" + job.number() + "]") + " ";
    }

    private int execute(Cli cli, String... args) {
        int code = commandLine(cli).execute(args);
        cli.out().flush();
        cli.err().flush();
        return code;
    }

    private CommandLine commandLine(Cli cli) {
        return CommandLines.of(cli, Optional.empty(), ShellCommands.of(cli, this));
    }

    private static int refuse(Cli cli, String reason) {
        cli.complain(cli.name() + ": " + reason);
        cli.err().flush();
        return ExitCode.USAGE;
    }

    Bulletin bulletin() {
        return bulletin;
    }

    void clear() {
        clear.run();
    }

    void leave() {
        over = true;
    }

    @Override
    public void close() {
        jobs.close();
    }
}
