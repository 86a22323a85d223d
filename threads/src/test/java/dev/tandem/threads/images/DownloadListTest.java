// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException;
import dev.tandem.threads.images.DownloadList.Entry;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadListTest {

    @Test
    void emptyLinesAndCommentsSayNothing() {
        var list =
                DownloadList.parse(
                        "# images\n\n  http://a/1.png  \nhttps://b/2.png\t"
                                + "Ab".repeat(32)
                                + "\r\n",
                        "list");

        assertThat(list.entries())
                .containsExactly(
                        new Entry(URI.create("http://a/1.png"), ""),
                        new Entry(URI.create("https://b/2.png"), "ab".repeat(32)));
    }

    @Test
    void aListIsReadBackAsItWasWritten() {
        var list =
                new DownloadList(
                        List.of(
                                new Entry(URI.create("http://a/1.png"), ""),
                                new Entry(URI.create("http://a/2.png"), "cd".repeat(32))));

        assertThat(DownloadList.parse(list.toText(), "list")).isEqualTo(list);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/1.png",
                "images/1.png",
                "http://",
                "http:1.png",
                "http://a/{1}",
                "http://a/1 abc",
                "http://a/1 b c"
            })
    void aLineThatIsNeitherIsNamedWithItsNumber(String line) {
        assertThatThrownBy(() -> DownloadList.parse("http://a/1\n" + line, "my.txt"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageStartingWith("my.txt, line 2: ");
    }

    @Test
    void aListOfNothingIsRefused() {
        assertThatThrownBy(() -> DownloadList.parse("# none\n", "my.txt"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("names no URL");
    }
}
