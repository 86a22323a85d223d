// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1:7800",
        "127.0.0.1:99, 127.0.0.1:99",
        "dns:127.0.0.1:99, 127.0.0.1:99",
        "[::1]:99, [0:0:0:0:0:0:0:1]:99",
        "[::1], [0:0:0:0:0:0:0:1]:7800"
    })
    void isReadAsPeopleWriteIt(String written, String meant) {
        assertThat(new Places(List.of(written)).now())
                .extracting(Place::text)
                .containsExactly(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":7800", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "::1"})
    void whatIsNoPlaceIsRefused(String written) {
        assertThatThrownBy(() -> new Places(List.of(written)))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void aHostThatIsNotThereIsRefusedAndANameForSeveralMayStandForNobodyYet() {
        // Kept for names that nobody has (RFC 2606).
        assertThatThrownBy(() -> new Places(List.of("member.invalid")))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("there is no host member.invalid");
        assertThat(new Places(List.of("dns:members.invalid:99", "127.0.0.1")).now())
                .extracting(Place::text)
                .containsExactly("127.0.0.1:7800");
    }

    @Test
    void anAddressThatIsNotOneOfThisMachineIsRefused() {
        // Kept for documentation (RFC 5737), so that no machine has it.
        assertThatThrownBy(() -> Place.own("192.0.2.1:7800"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("192.0.2.1 is no address of this machine");
        assertThatThrownBy(() -> Place.own("0.0.0.0:7800"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("name one address");
    }

    @Test
    void aPortThatIsInUseIsRefused() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = Place.text((InetSocketAddress) taken.getLocalSocketAddress());
            assertThatThrownBy(() -> Place.own(place))
                    .isInstanceOf(Missing.class)
                    .hasMessageContaining("cannot listen at " + place);
        }
    }
}
