// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.lab.run.Repetition;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import java.util.List;
import java.util.Optional;

/** The exit codes of every command. */
public final class ExitCode {

    public static final int OK = 0;

    /** An outcome that is forbidden or that nobody declared. */
    public static final int UNEXPECTED = 1;

    public static final int USAGE = 2;

    /** Not to be had on this machine, or nothing matched. */
    public static final int MISSING = 3;

    public static final int WORKER_FAILED = 4;
    public static final int INTERNAL = 70;
    public static final int TIMEOUT = 124;

    /** What is added to the number of the signal that has ended a command. */
    public static final int BY_SIGNAL = 128;

    /** As by Ctrl-C, SIGINT. */
    public static final int INTERRUPTED = BY_SIGNAL + 2;

    /** As a program that the closed pipe had killed: 128 and the number of SIGPIPE. */
    public static final int BROKEN_PIPE = BY_SIGNAL + 13;

    private ExitCode() {}

    public static int of(RunReport report) {
        return switch (report.ending()) {
            case TIMED_OUT -> TIMEOUT;
            case CANCELLED -> INTERRUPTED;
            case COMPLETED ->
                    switch (report.outcome()) {
                        case Outcome.Observed observed -> report.isPass() ? OK : UNEXPECTED;
                        case Outcome.Unavailable unavailable -> MISSING;
                        case Outcome.Failed failed -> of(failed.error());
                    };
        };
    }

    /** That of the worst of the runs. */
    public static int of(Repetition repetition) {
        if (repetition.cancelled()) {
            return INTERRUPTED;
        }
        List<Integer> codes =
                repetition.frequencies().stream()
                        .map(frequency -> of(frequency.example()))
                        .filter(code -> code != OK)
                        .toList();
        if (codes.contains(UNEXPECTED)) {
            return UNEXPECTED;
        }
        return codes.isEmpty() ? OK : codes.getFirst();
    }

    /** Of an exploration that has found something, or nothing. */
    static int of(Optional<Kind> failure) {
        return failure.map(kind -> kind == Kind.UNCONTROLLED ? MISSING : UNEXPECTED).orElse(OK);
    }

    public static int of(Throwable error) {
        return switch (error) {
            case TandemException.Usage usage -> USAGE;
            case TandemException.Missing missing -> MISSING;
            case TandemException.WorkerFailed failed -> WORKER_FAILED;
            case InterruptedException interrupted -> INTERRUPTED;
            default -> INTERNAL;
        };
    }
}
