// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import java.io.IOException;

/** What came through the pipe is not what a sibling sends. */
final class ProtocolException extends IOException {

    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
