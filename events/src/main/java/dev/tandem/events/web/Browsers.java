// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients of servers that send events, and what they share; closing it ends all of them. */
public final class Browsers implements AutoCloseable {

    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("browser-", 1).factory());
    private final HttpClient http =
            // With HTTP/2 all would share one connection, and one that does not read would hold up
            // the others there.
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads).build();

    /** One more client of the events that a server has there, with a connection of its own. */
    public EventClient at(URI events) {
        return new EventClient(http, events);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
        threads.close();
    }
}
