// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaSourceTest {

    private static final String SOURCE =
            """
            // a Comment with "text"
            @Override
            final String text = "// no /* comment" + 'x' + \"""
                    if "this" Is
                    \""";
            /* Two
               lines */ Counter c;
            """;

    @Test
    void wordsCommentsAndTextsAreSetApartEachLineByItself() {
        assertThat(JavaSource.lines(SOURCE, new Screen(true, true, 80)))
                .containsExactly(
                        "\033[2m// a Comment with \"text\"\033[0m",
                        "\033[33m@Override\033[0m",
                        "\033[36mfinal\033[0m String text = \033[32m\"// no /* comment\"\033[0m"
                                + " + \033[32m'x'\033[0m + \033[32m\"\"\"\033[0m",
                        "\033[32m        if \"this\" Is\033[0m",
                        "\033[32m        \"\"\"\033[0m;",
                        "\033[2m/* Two\033[0m",
                        "\033[2m   lines */\033[0m Counter c;");
    }

    @Test
    void withoutColourItIsAsItWasWritten() {
        assertThat(JavaSource.lines(SOURCE, Screen.NONE)).isEqualTo(SOURCE.lines().toList());
    }

    @Test
    void typesAreWhatTheProgramNamesAndNotWhatItSays() {
        assertThat(JavaSource.typeNames(SOURCE)).containsExactly("String", "Counter");
    }
}
