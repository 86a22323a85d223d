// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something that tandem can explain to its user. The message is one line that says what was wrong
 * and what would be right.
 */
public abstract sealed class TandemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a person is told of an error: of one of these the message, of others the class too. */
    public static String told(Throwable error) {
        return error instanceof TandemException
                ? String.valueOf(error.getMessage())
                : error.toString();
    }

    private TandemException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What was asked for makes no sense: an unknown name, a value out of bounds. */
    public static final class Usage extends TandemException {
        private static final long serialVersionUID = 1L;

        public Usage(String message) {
            super(message, null);
        }
    }

    /** What was asked for makes sense and cannot be had on this machine, or nothing matched. */
    public static final class Missing extends TandemException {
        private static final long serialVersionUID = 1L;

        private final String reason;
        private final String remedy;

        public Missing(String reason, String remedy) {
            super(reason + "; " + remedy, null);
            this.reason = reason;
            this.remedy = remedy;
        }

        public String reason() {
            return reason;
        }

        public String remedy() {
            return remedy;
        }
    }

    /** A worker process could not be started, broke the protocol or ended without its result. */
    public static final class WorkerFailed extends TandemException {
        private static final long serialVersionUID = 1L;

        public WorkerFailed(String message) {
            super(message, null);
        }

        public WorkerFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
