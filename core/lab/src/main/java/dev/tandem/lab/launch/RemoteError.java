// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An exception on its way from one process to another: its words and where it was thrown, not its
 * object, since the classes of the one need not exist in the other.
 *
 * @param message what {@link Throwable#toString} gave
 */
record RemoteError(String message, List<StackTraceElement> trace, Optional<RemoteError> cause) {

    private static final int DEEPEST = 20;

    RemoteError {
        trace = List.copyOf(trace);
    }

    static RemoteError of(Throwable thrown) {
        return of(thrown, 0);
    }

    private static RemoteError of(Throwable thrown, int depth) {
        Throwable cause = thrown.getCause();
        return new RemoteError(
                thrown.toString(),
                List.of(thrown.getStackTrace()),
                cause == null || depth == DEEPEST
                        ? Optional.empty()
                        : Optional.of(of(cause, depth + 1)));
    }

    /**
     * An exception of this process that reads, with stack trace and causes, as the one over there.
     */
    RemoteException toException() {
        var exception =
                new RemoteException(message, cause.map(RemoteError::toException).orElse(null));
        exception.setStackTrace(trace.toArray(StackTraceElement[]::new));
        return exception;
    }

    void writeTo(FrameBody.Writer out) {
        out.text(message);
        out.number(trace.size());
        for (StackTraceElement element : trace) {
            out.text(element.getClassName());
            out.text(element.getMethodName());
            out.text(Objects.requireNonNullElse(element.getFileName(), ""));
            out.number(element.getLineNumber());
        }
        out.number(cause.isPresent() ? 1 : 0);
        cause.ifPresent(c -> c.writeTo(out));
    }

    static RemoteError readFrom(FrameBody.Reader in) throws ProtocolException {
        String message = in.text();
        long size = in.number();
        List<StackTraceElement> trace = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            String type = in.text();
            String method = in.text();
            String file = in.text();
            trace.add(
                    new StackTraceElement(
                            type, method, file.isEmpty() ? null : file, (int) in.number()));
        }
        return new RemoteError(
                message, trace, in.number() == 0 ? Optional.empty() : Optional.of(readFrom(in)));
    }
}
