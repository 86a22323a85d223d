// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.TandemException;
import dev.tandem.testkit.Runs;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EchoServersTest {

    private static Runs small(String variant) {
        return Runs.of(new EchoServers())
                .variant(variant)
                .with("connections", 20)
                .with("lines", 5)
                .with("share", 100);
    }

    @ParameterizedTest
    @CsvSource({"loop, 1", "virtual, 20", "platform, 20"})
    void everyLineComesBackFromAsManyThreads(String variant, int threads) {
        Observed seen = small(variant).observe();

        assertThat(seen.label()).isEqualTo("echoed");
        assertThat(seen.evidence())
                .containsEntry("lines", 300L)
                .containsEntry("lost", 0)
                .containsEntry("servingThreads", threads);
    }

    @Test
    void aPortInUseIsSaidSo() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = small("loop").with("port", socket.getLocalPort()).report().outcome();

            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(((Outcome.Failed) outcome).error())
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("parameter port");
        }
    }
}
