// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.events.loop.Loop;
import java.time.Duration;

/** A program that serves until its input ends, and is started with few files allowed. */
final class FewFiles {

    private FewFiles() {}

    static void main(String[] arguments) throws Exception {
        // A class that lies in a folder cannot be loaded once there are no more descriptors.
        new Loop().after(Duration.ZERO, () -> {}).cancel();
        try (EchoServer server = Serving.of(arguments[0]).start(0, Answer.ECHO, failure -> {})) {
            System.out.println(server.address().getPort());
            System.in.read();
        }
    }
}
