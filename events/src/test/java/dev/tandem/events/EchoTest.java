// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.events.Echo.Echoes;
import dev.tandem.events.echo.EchoServer;
import dev.tandem.events.echo.Serving;
import dev.tandem.events.model.EventModels;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoTest {

    private static final Resources TWO =
            new Resources(
                    2,
                    request -> {
                        throw new AssertionError("no process is needed");
                    });

    private final Echo echo = new Echo();

    private Work<Echoes> open(String... values) throws Exception {
        Map<String, String> given = new HashMap<>(Map.of("connections", "8", "lines", "3"));
        for (int i = 0; i < values.length; i += 2) {
            given.put(values[i], values[i + 1]);
        }
        return echo.open(Parameters.of(echo.spec().parameters(), given), 42);
    }

    private static long[] digests(Work<?> work) throws Exception {
        long[] digests = new long[work.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = work.digestOf(i);
        }
        return digests;
    }

    @Test
    void whatComesBackDoesNotDependOnWhatServes() throws Exception {
        try (Work<Echoes> loop = open();
                Work<Echoes> virtual = open("server", "virtual");
                Work<Echoes> platform = open("server", "platform")) {
            assertThat(digests(loop))
                    .doesNotHaveDuplicates()
                    .isEqualTo(digests(virtual))
                    .isEqualTo(digests(platform));
        }
    }

    @Test
    void clientsOnALoopHearWhatThoseThatWaitHear() throws Exception {
        try (Work<Echoes> work = open("connections", "100", "bytes", "1024")) {
            var run = new JobRun<>(echo.spec(), 42, work);
            for (ExecutionModel model : EventModels.all()) {
                try (Session session = model.open(run, TWO)) {
                    assertThat(session.run(ProgressSink.NONE).digests()).isEqualTo(digests(work));
                }
            }
        }
    }

    @Test
    void anotherProcessTalksToTheSameServer() throws Exception {
        try (Work<Echoes> here = open();
                Work<Echoes> there =
                        echo.open(
                                Parameters.of(echo.spec().parameters(), here.parameters().asText()),
                                42)) {
            assertThat(there.parameters().asText())
                    .isEqualTo(here.parameters().asText())
                    .hasEntrySatisfying("address", at -> assertThat(at).startsWith("127.0.0.1:"));
            assertThat(digests(there)).isEqualTo(digests(here));
        }
    }

    @Test
    void aServerThatChangesWhatItHearsIsNoEcho() throws Exception {
        byte[] same = "always the same".getBytes(StandardCharsets.US_ASCII);
        try (EchoServer server = Serving.LOOP.start(0, line -> same, failure -> {});
                Work<Echoes> work =
                        open("address", "127.0.0.1:" + server.address().getPort(), "bytes", "16")) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("line 1 comes back changed");
            var run = new JobRun<>(echo.spec(), 42, work);
            for (ExecutionModel model : EventModels.all()) {
                try (Session session = model.open(run, TWO)) {
                    assertThatThrownBy(() -> session.run(ProgressSink.NONE))
                            .isInstanceOf(TandemException.Missing.class)
                            .hasMessageContaining("line 1 comes back changed");
                }
            }
        }
    }

    @Test
    void aPortWithoutAServerIsSaidSo() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Work<Echoes> work = open("address", "127.0.0.1:" + free)) {
            assertThatThrownBy(() -> work.part(0))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void aPortInUseIsSaidSo() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> open("port", "" + socket.getLocalPort()))
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("parameter port");
        }
    }

    @Test
    void anAddressThatIsNoneIsSaidSo() {
        for (String none : new String[] {"here", ":7", "host:", "host:port", "host:70000"}) {
            assertThatThrownBy(() -> open("address", none))
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("'" + none + "'");
        }
    }

    @Test
    void anInterruptEndsAClient() throws Exception {
        try (Work<Echoes> work = open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> work.part(0)).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
