// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.io.IOException;
import java.util.Optional;

/**
 * Each client has its own place in the log, and the thread of its request waits for it alone.
 *
 * @param resumes whether a client that says which event it had last is sent what came after it
 */
public record ThreadEach(EventLog log, boolean resumes) implements Delivery {

    @Override
    public void deliver(Connection client) throws IOException, InterruptedException {
        if (!resumes && client.place() > 0) {
            client.skipTo(log.last());
        }
        for (Optional<ServerEvent> event = log.next(client.place());
                event.isPresent();
                event = log.next(client.place())) {
            client.send(event.get());
        }
    }
}
