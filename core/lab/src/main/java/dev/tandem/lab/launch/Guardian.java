// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is left when this process is killed and can end nothing itself. Workers notice that on
 * their own; what they have detached does not. The guardian is a shell that waits for a word
 * through a pipe of which this process has the only other end: when the pipe closes without that
 * word, it gives the workers a moment to end in order and kills whatever still carries the token.
 */
final class Guardian implements AutoCloseable {

    /**
     * Deaf to what a terminal sends to all of its processes at once. It looks again after each
     * round, since a process may have started another while it was being killed.
     */
    private static final String SCRIPT =
            ": ends what tandem leaves behind when it is killed; trap '' HUP INT TERM; "
                    + "read -r word && exit 0; sleep 0.4; "
                    + "for round in 1 2 3 4 5 6 7 8 9; do "
                    + "left=$(grep -lzE \"^$1=$2(/|$)\" /proc/[0-9]*/environ 2>/dev/null); "
                    + "[ -n \"$left\" ] || exit 0; "
                    + "for file in $left; do file=${file#/proc/}; kill -9 ${file%/environ}; done; "
                    + "done";

    /** What the shell takes for its own name. */
    static final String NAME = "guardian";

    private static final Duration TO_END = Duration.ofSeconds(1);

    private final Process shell;

    private Guardian(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts the guardian of a token. There is none below a launcher, which has one that finds the
     * tokens of its descendants too, and none where {@code /proc} or a shell is missing.
     */
    static Optional<Guardian> of(String token) {
        if (token.contains("/") || !ProcessStatus.isReadable()) {
            return Optional.empty();
        }
        var builder =
                new ProcessBuilder("/bin/sh", "-c", SCRIPT, NAME, Remains.TOKEN, token)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD);
        try {
            return Optional.of(new Guardian(builder.start()));
        } catch (IOException e) {
            // No shell, or no more processes: the latter is told by the worker that cannot be
            // started either.
            return Optional.empty();
        }
    }

    /** Whether a process is a guardian, whoever's. */
    static boolean is(ProcessStatus status) {
        return status.command().contains(" " + NAME + " " + Remains.TOKEN + " ");
    }

    /** Tells the guardian that everything has been ended in order, and waits for its end. */
    @Override
    public void close() {
        try (var out = shell.getOutputStream()) {
            out.write('\n');
        } catch (IOException e) {
            // Somebody has killed it, and it ends nothing any more.
        }
        if (!Uninterrupted.call(TO_END, left -> shell.waitFor(left, TimeUnit.NANOSECONDS))) {
            shell.destroyForcibly();
        }
    }
}
