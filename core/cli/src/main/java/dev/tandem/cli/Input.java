// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.io.IOException;
import java.util.Optional;

/** Where a command that talks with its user gets lines from. */
public interface Input {

    /** Nothing to read. */
    Input NONE =
            new Input() {
                @Override
                public boolean isInteractive() {
                    return false;
                }

                @Override
                public Optional<String> line(String prompt) {
                    return Optional.empty();
                }
            };

    /** Whether a person types the lines, who wants to be asked. */
    boolean isInteractive();

    /**
     * Waits for a line.
     *
     * @param prompt shown to a person and to nobody else
     * @return empty at the end of the input
     * @throws InterruptedException when the calling thread is interrupted, or the person has given
     *     up the line
     */
    Optional<String> line(String prompt) throws IOException, InterruptedException;
}
