// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "'',0",
        "plain words,11",
        "'\033[1;31mred\033[0m',3",
        "\u4f60\u597d,4",
        "e\u0301,1",
        "a\u00adb,2",
        "\uD83D\uDE00,2"
    })
    void whatIsSeenOfATextIsCountedInColumns(String text, int columns) {
        assertThat(Text.visible(text)).isEqualTo(columns);
    }

    @Test
    void aLineIsBrokenBeforeTheWordForWhichThereIsNoRoom() {
        assertThat(Text.wrap("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(Text.wrap("one two three four", 10)).containsExactly("one two", "three four");
    }

    @Test
    void coloursTakeNoRoomInALine() {
        assertThat(Text.wrap("\033[36mone\033[0m two \033[36mthree\033[0m", 7))
                .containsExactly("\033[36mone\033[0m two", "\033[36mthree\033[0m");
    }

    @Test
    void aLongerWordHasALineOfItsOwn() {
        assertThat(Text.wrap("a philosopher eats", 6)).containsExactly("a", "philosopher", "eats");
    }

    @Test
    void spacesAreKept() {
        assertThat(Text.wrap("", 10)).containsExactly("");
        assertThat(Text.wrap("a  b ", 10)).containsExactly("a  b ");
    }
}
