// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import org.jspecify.annotations.Nullable;

/** An exception that was thrown in another process. Its stack trace is the one over there. */
final class RemoteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param text what the original's {@link Throwable#toString} gave
     */
    RemoteException(String text, @Nullable RemoteException cause) {
        super(text, cause);
    }
}
