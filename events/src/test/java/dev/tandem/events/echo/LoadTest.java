// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.events.echo.Load.Measured;
import dev.tandem.spi.TandemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadTest {

    private static EchoServer start(Answer answer) throws Exception {
        return Serving.LOOP.start(0, answer, failure -> {});
    }

    @Test
    void everyLineIsSentAndMeasuredOnce() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        Answer counting =
                line -> {
                    answered.incrementAndGet();
                    return line;
                };
        try (EchoServer server = start(counting);
                Load load = Load.connect(server.address(), 20, 16)) {
            Measured flood = load.flood(30);
            assertThat(answered).hasValue(600);
            Measured paced = load.paced(30, 1000);
            assertThat(answered).hasValue(1200);

            assertThat(flood.lines()).isEqualTo(600);
            assertThat(flood.lost()).isZero();
            assertThat(flood.latency().getTotalCount()).isEqualTo(600);
            assertThat(paced.latency().getTotalCount()).isEqualTo(600);
        }
    }

    @Test
    void linesOfConnectionsThatTheServerClosesAreLost() throws Exception {
        Answer failing =
                line -> {
                    if (new String(line, StandardCharsets.US_ASCII).startsWith("000000000000003")) {
                        throw new IllegalStateException("not for you");
                    }
                    return line;
                };
        try (EchoServer server = start(failing);
                Load load = Load.connect(server.address(), 5, 64)) {
            assertThat(load.flood(7).lost()).isEqualTo(7);
            Measured paced = load.paced(7, 1);
            assertThat(paced.lost()).isEqualTo(7);
            assertThat(paced.latency().getTotalCount()).isEqualTo(28);
        }
    }

    @Test
    void anEchoOfWhatAnotherHasSentIsNone() throws Exception {
        Answer confused = line -> "000000000000000".getBytes(StandardCharsets.US_ASCII);
        try (EchoServer server = start(confused);
                Load load = Load.connect(server.address(), 3, 16)) {
            assertThat(load.flood(1).lost()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidSo() throws Exception {
        InetSocketAddress dead;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        assertThatThrownBy(() -> Load.connect(dead, 2, 16))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("refused");
    }
}
