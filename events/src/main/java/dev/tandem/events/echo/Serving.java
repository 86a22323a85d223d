// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What serves the connections of a server. */
public enum Serving {
    LOOP,
    VIRTUAL,
    PLATFORM;

    /** Lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Serving::id).toList();
    }

    public static Serving of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any that is free
     * @param failed told what answers have thrown
     * @throws InterruptedException when the thread of the server was before it began to listen
     */
    public EchoServer start(int port, Answer answer, Consumer<? super RuntimeException> failed)
            throws Exception {
        return switch (this) {
            case LOOP -> LoopServer.start(EchoServer.listen(port), answer, failed);
            case VIRTUAL ->
                    ThreadServer.start(
                            EchoServer.listen(port),
                            Thread.ofVirtual().name("echo-", 0).factory(),
                            answer,
                            failed);
            case PLATFORM ->
                    ThreadServer.start(
                            EchoServer.listen(port),
                            Thread.ofPlatform().name("echo-", 0).factory(),
                            answer,
                            failed);
        };
    }
}
