// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.io.IOException;

/** A way in which the events of a log get to the clients of a server. */
public interface Delivery {

    /**
     * Sends events to a client until there will be no more. Called for each client on the thread
     * that its request has.
     *
     * @throws IOException when the client is gone
     */
    void deliver(Connection client) throws IOException, InterruptedException;

    /** Is told after each event that the log has got it, and after the last that it has ended. */
    default void changed() {}

    /** What a thread of its own does, where there is one, until it is interrupted. */
    default void run() throws InterruptedException {}

    /** Whether a client that does not read keeps the others waiting. */
    default boolean isHeldUp() {
        return false;
    }
}
