// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.Event;
import java.util.List;

/** What parent and child say to each other over the child's standard input and output. */
sealed interface Frame {

    /** The parent's first word: what the child shall be. */
    record Start(String id, List<String> arguments) implements Frame {}

    /** A message of the workload's own, in either direction. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way through a pipe, never compared
    record Message(byte[] body) implements Frame {}

    /**
     * The parent has nothing more to send. When its pipe closes without this, the parent has gone.
     */
    record EndOfInput() implements Frame {}

    /** The child has found what it shall be and begins. */
    record Ready() implements Frame {}

    /** The child tells what it has done. */
    record Step(Event event) implements Frame {}

    /** The child's last word: it has returned. */
    record Done() implements Frame {}

    /** The child's last word: it has thrown. */
    record Failed(RemoteError error) implements Frame {}
}
