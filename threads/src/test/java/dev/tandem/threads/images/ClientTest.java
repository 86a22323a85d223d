// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ClientTest {

    private static final Duration TO_ARRIVE = Duration.ofSeconds(30);

    @Test
    void aDownloadThatFailsInACancelledRunIsPartOfTheCancellation() throws Exception {
        URI dead;
        try (var socket = new ServerSocket(0)) {
            dead = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/gone.png");
        }
        try (var client = new Client(Duration.ofSeconds(30))) {
            assertThatThrownBy(() -> client.get(dead, () -> true))
                    .isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> client.get(dead, () -> false))
                    .isInstanceOf(TandemException.Missing.class);
        }
    }

    @Test
    void aDownloadThatSucceedsDoesSoInACancelledRunToo() throws Exception {
        byte[] picture = Png.picture(8, 8, 1);
        try (var server = ImageServer.start(List.of(picture), Duration.ZERO, 0);
                var client = new Client(Duration.ofSeconds(30))) {
            URI image = server.listUri().resolve("/image-0.png");

            assertThat(client.get(image, () -> true)).isEqualTo(picture);
        }
    }

    @Test
    void aDownloadThatIsBegunArrivesOrIsSaidToBeMissing() throws Exception {
        byte[] picture = Png.picture(8, 8, 1);
        try (var server = ImageServer.start(List.of(picture), Duration.ZERO, 0);
                var executor = Executors.newSingleThreadExecutor();
                var client = new Client(Duration.ofSeconds(30), executor)) {
            URI image = server.listUri().resolve("/image-0.png");
            URI gone = server.listUri().resolve("/image-1.png");

            assertThat(client.getAsync(image)).succeedsWithin(TO_ARRIVE).isEqualTo(picture);
            assertThat(client.getAsync(gone))
                    .failsWithin(TO_ARRIVE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TandemException.Missing.class)
                    .withMessageContaining("404");
        }
    }

    @Test
    void aDownloadThatIsBegunFailsAsOneThatIsWaitedFor() throws Exception {
        URI dead;
        try (var socket = new ServerSocket(0)) {
            dead = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/gone.png");
        }
        try (var client = new Client(Duration.ofSeconds(30), Runnable::run)) {
            assertThat(client.getAsync(dead))
                    .failsWithin(TO_ARRIVE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TandemException.Missing.class)
                    .withMessageContaining("refused");
        }
    }

    @Test
    void closingGivesUpWhatWasBegun() throws Exception {
        byte[] picture = Png.picture(8, 8, 1);
        try (var server = ImageServer.start(List.of(picture), Duration.ofHours(1), 0);
                var executor = Executors.newSingleThreadExecutor()) {
            var client = new Client(Duration.ofHours(1), executor);
            var begun = client.getAsync(server.listUri().resolve("/image-0.png"));
            client.close();

            assertThat(begun).failsWithin(TO_ARRIVE);
        }
    }
}
