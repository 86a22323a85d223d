// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.launch.Family;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Shows the processes that this one has started, as a tree. For a shell: a single command has none.
 */
@Command(
        name = "ps",
        description = "List the processes that run here, as a tree.",
        mixinStandardHelpOptions = true)
public final class PsCommand implements Callable<Integer> {

    private final Cli cli;

    public PsCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        List<Family.Member> family = Family.now();
        if (family.isEmpty()) {
            cli.err().println(cli.name() + ": this system has no /proc to read the processes from");
            return ExitCode.MISSING;
        }
        cli.out()
                .println(
                        cli.screen()
                                .paint(
                                        Style.BOLD,
                                        "    PID  STATE            CPU     MEMORY  COMMAND"));
        for (Family.Member member : family) {
            String row =
                    String.format(
                            Locale.ROOT,
                            "%7d  %-9s %9.2f s %7.1f MB  %s",
                            member.status().pid(),
                            state(member.status().state()),
                            member.cpuSeconds(),
                            member.residentBytes() / 1e6,
                            "  ".repeat(member.depth()));
            String note =
                    member.adopted()
                            ? "  (an orphan, adopted by " + member.status().parent() + ")"
                            : "";
            // Workers differ at the end of their command lines.
            int room = Math.max(60, cli.screen().width()) - row.length() - note.length();
            cli.out().println(row + Text.ends(member.command(), room) + note);
        }
        return ExitCode.OK;
    }

    private static String state(char state) {
        return switch (state) {
            case 'R' -> "running";
            case 'S' -> "sleeping";
            case 'D' -> "waiting";
            case 'T', 't' -> "stopped";
            case 'Z', 'X' -> "zombie";
            default -> String.valueOf(state);
        };
    }
}
