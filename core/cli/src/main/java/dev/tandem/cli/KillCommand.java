// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.launch.Family;
import dev.tandem.spi.TandemException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ends a process that this one has started, and no other. */
@Command(
        name = "kill",
        description =
                "End one of the processes that 'ps' lists: ask first, and kill a second later.",
        mixinStandardHelpOptions = true)
public final class KillCommand implements Callable<Integer> {

    /** The label of its parameter, for completion. */
    public static final String PID = "PID";

    private static final long GRACE_MILLIS = 1000;

    private final Cli cli;

    @Parameters(paramLabel = PID, description = "The number of the process.")
    private String pid = "";

    @Option(names = "--now", description = "Kill at once, without asking.")
    private boolean now;

    public KillCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws InterruptedException {
        ProcessHandle process =
                Family.now().stream()
                        .filter(member -> member.depth() > 0)
                        .map(member -> member.status().pid())
                        .filter(started -> Long.toString(started).equals(pid))
                        .findFirst()
                        .flatMap(ProcessHandle::of)
                        .orElseThrow(() ->
                                new TandemException.Usage(
                                        pid
                                                + " is not a process that was started here; 'ps' lists those that were"));
        boolean asked = !now && process.destroy();
        if (asked && hasEnded(process)) {
            cli.out().println(pid + " has ended");
        } else {
            process.destroyForcibly();
            cli.out().println(pid + " was killed");
        }
        return ExitCode.OK;
    }

    private static boolean hasEnded(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
