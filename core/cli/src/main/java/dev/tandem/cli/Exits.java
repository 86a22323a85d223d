// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * While open, {@link System#exit} cancels the command in place of ending it: the code that a
 * workload passes says nothing of what was observed. The process ends as soon as the command has
 * said how the run came to its end, and with the command's own exit code.
 */
final class Exits implements AutoCloseable {

    private static final long SECONDS_TO_END = 10;

    private final Thread command;
    private final Runnable complaint;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Thread hook = new Thread(this::answer, "exits");

    private Exits(Thread command, Runnable complaint) {
        this.command = command;
        this.complaint = complaint;
    }

    /**
     * @param complaint says that the process was to be ended by what it runs
     */
    static Exits answeredBy(Thread command, Runnable complaint) {
        var exits = new Exits(command, complaint);
        Runtime.getRuntime().addShutdownHook(exits.hook);
        return exits;
    }

    private void answer() {
        if (isSignalled()) {
            return;
        }
        complaint.run();
        command.interrupt();
        int due = ExitCode.INTERNAL;
        try {
            due = code.get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It is deaf to its interruption, and has nothing more to say.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(due);
    }

    /** Whether Java itself ends the process, for a signal that came before {@link Interrupts}. */
    private static boolean isSignalled() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(name -> name.startsWith("SIG") && name.endsWith(" handler"));
    }

    /** Says that the command has ended, and returns its exit code. */
    int end(int ofCommand) {
        code.complete(ofCommand);
        return ofCommand;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has been answered.
        }
    }
}
