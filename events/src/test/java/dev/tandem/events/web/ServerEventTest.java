// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class ServerEventTest {

    @Test
    void isALineForEachFieldAndAnEmptyOne() {
        assertThat(new ServerEvent("message", 7, "hot: 30 °C").text())
                .isEqualTo("id: 7\ndata: hot: 30 °C\n\n");
        assertThat(ServerEvent.missed(3).text()).isEqualTo("event: missed\ndata: 3\n\n");
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        var first = new ServerEvent("message", 1, "a: b");
        var second = ServerEvent.missed(2);
        BufferedReader lines = lines(first.text() + second.text());

        assertThat(ServerEvent.read(lines)).hasValue(first);
        assertThat(ServerEvent.read(lines)).hasValue(second);
        assertThat(ServerEvent.read(lines)).isEmpty();
    }

    @Test
    void otherFieldsAreCommentsToUs() throws IOException {
        assertThat(ServerEvent.read(lines("retry: 100\n\n: hello\nid: 3\nwhat\ndata: x\n\n")))
                .hasValue(new ServerEvent("message", 3, "x"));
    }

    @Test
    void anEventThatBreaksOffIsNone() throws IOException {
        assertThat(ServerEvent.read(lines("id: 3\ndata: x\n"))).isEmpty();
    }

    @Test
    void anIdThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> ServerEvent.read(lines("id: x\ndata: x\n\n")))
                .isInstanceOf(IOException.class)
                .hasMessage("the id 'x' is no number");
    }

    @Test
    void dataOfSeveralLinesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerEvent("message", 1, "a\nb"));
    }

    private static BufferedReader lines(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
