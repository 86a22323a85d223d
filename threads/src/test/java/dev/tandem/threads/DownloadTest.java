// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import dev.tandem.threads.Download.Arrival;
import dev.tandem.threads.images.ImageServer;
import dev.tandem.threads.images.Png;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private final Download download = new Download();

    @TempDir Path folder;

    private Work<Arrival> open(long seed, String... values) throws Exception {
        Map<String, String> given =
                new HashMap<>(
                        Map.of("images", "3", "width", "30", "height", "20", "latency", "1ms"));
        for (int i = 0; i < values.length; i += 2) {
            given.put(values[i], values[i + 1]);
        }
        return download.open(Parameters.of(download.spec().parameters(), given), seed);
    }

    private Work<Arrival> openList(String text) throws Exception {
        return open(1, "url-list", Files.writeString(folder.resolve("list.txt"), text).toString());
    }

    @Test
    void imagesArriveAsTheyWereDrawn() throws Exception {
        try (Work<Arrival> work = open(5)) {
            assertThat(work.size()).isEqualTo(3);
            for (int i = 0; i < 3; i++) {
                Arrival arrival = work.part(i);
                assertThat(arrival.bytes()).isGreaterThan(100);
                assertThat(arrival.sha256()).hasSize(64);
                assertThat(work.part(i)).isEqualTo(arrival);
            }
            assertThat(work.digestOf(0)).isNotEqualTo(work.digestOf(1));
        }
    }

    @Test
    void theSeedDecidesTheImages() throws Exception {
        try (Work<Arrival> one = open(5);
                Work<Arrival> same = open(5);
                Work<Arrival> other = open(6)) {
            assertThat(one.digestOf(2)).isEqualTo(same.digestOf(2)).isNotEqualTo(other.digestOf(2));
        }
    }

    @Test
    void anotherProcessDownloadsFromTheSameServer() throws Exception {
        try (Work<Arrival> here = open(5);
                Work<Arrival> there =
                        download.open(
                                Parameters.of(
                                        download.spec().parameters(), here.parameters().asText()),
                                5)) {
            assertThat(there.part(1)).isEqualTo(here.part(1));
            assertThat(there.parameters().asText()).isEqualTo(here.parameters().asText());
        }
    }

    @Test
    void manyThreadsDownloadAtTheSameTime() throws Exception {
        try (Work<Arrival> work = open(5, "images", "200");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Arrival>> parts = new ArrayList<>();
            for (int i = 0; i < work.size(); i++) {
                int index = i;
                parts.add(() -> work.part(index));
            }
            for (Future<Arrival> part : threads.invokeAll(parts)) {
                assertThat(part.get().uri().getHost()).isEqualTo("127.0.0.1");
            }
        }
    }

    @Test
    void aListOfOnesOwnReplacesTheServer() throws Exception {
        try (var server = ImageServer.start(List.of(Png.picture(9, 9, 1)), Duration.ZERO, 0)) {
            URI image = server.listUri().resolve("/image-0.png");
            try (Work<Arrival> work = openList("# mine\n\n" + image + "\n" + image + "\n")) {
                assertThat(work.size()).isEqualTo(2);
                assertThat(work.part(1).uri()).isEqualTo(image);
                assertThat(work.parameters().asText())
                        .containsEntry("url-list", folder.resolve("list.txt").toString());
            }
        }
    }

    @Test
    void contentWithAnotherHashIsRefused() throws Exception {
        try (var server = ImageServer.start(List.of(Png.picture(9, 9, 1)), Duration.ZERO, 0);
                Work<Arrival> work =
                        openList(server.listUri().resolve("/image-0.png") + " " + "0".repeat(64))) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("/image-0.png")
                    .hasMessageContaining("0".repeat(64));
        }
    }

    @Test
    void aDeadUrlIsNamedWithTheReason() throws Exception {
        try (Work<Arrival> work = openList("http://127.0.0.1:" + freePort() + "/gone.png")) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("/gone.png")
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aHostThatDoesNotExistIsSaidSo() throws Exception {
        try (Work<Arrival> work = openList("http://no-such-host.invalid/a.png")) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("no such host");
        }
    }

    @Test
    void anImageThatTheServerDoesNotHaveIsSaidSo() throws Exception {
        try (var server = ImageServer.start(List.of(Png.picture(9, 9, 1)), Duration.ZERO, 0);
                Work<Arrival> work =
                        openList(server.listUri().resolve("/image-1.png").toString())) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("404");
        }
    }

    @Test
    void aDownloadThatTakesTooLongIsGivenUp() throws Exception {
        try (Work<Arrival> work = open(1, "latency", "10s", "timeout", "20ms")) {
            assertThatThrownBy(() -> work.part(0)).hasMessageContaining("no answer within 20ms");
        }
    }

    @Test
    void anInterruptGivesTheDownloadUp() throws Exception {
        try (Work<Arrival> work = open(1, "latency", "10s")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> work.part(0)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aListThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> open(1, "url-list", folder.resolve("none").toString()))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("there is no file");
        assertThatThrownBy(() -> open(1, "url-list", folder.toString()))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aListThatIsNotTextIsSaidSo() throws Exception {
        Path binary =
                Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        assertThatThrownBy(() -> open(1, "url-list", binary.toString()))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("not text in UTF-8");
        assertThatThrownBy(() -> open(1, "url-list", "a\0b"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("url-list");
    }

    @Test
    void aListOnADeadServerIsSaidSo() throws Exception {
        String list = "http://127.0.0.1:" + freePort() + "/list";
        assertThatThrownBy(() -> open(1, "url-list", list))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining(list);
    }

    @Test
    void moreImagesThanFitIntoMemoryAreRefused() {
        assertThatThrownBy(() -> open(1, "images", "10000", "width", "400", "height", "200"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("images");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
