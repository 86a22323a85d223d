// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

/** What a server does with a line. Called by whatever thread serves the connection. */
@FunctionalInterface
public interface Answer {

    /** Says the same. */
    Answer ECHO = line -> line;

    /**
     * @param line without its end
     * @return the answer without its end, of no more than {@value Conversation#LONGEST} bytes
     */
    byte[] to(byte[] line);
}
