// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    run a.b --seed 7       | run,a.b,--seed,7
                    `  run \t a.b  `       | run,a.b
                    run 'a b'              | run,a b
                    run a' 'b"c d"         | run,a bc d
                    run a\\ b              | run,a b
                    run "a\\"b" 'c\\d'     | run,a"b,c\\d
                    run ''                 | run,
                    run a#b # a comment    | run,a#b
                    run a&b                | run,a&b
                    """)
    void lineIsCutIntoWords(String line, String words) {
        assertThat(CommandText.of(line).strings()).containsExactly(words.split(",", -1));
        assertThat(CommandText.of(line).closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run a &", "run a&", "run a & # why", "run 'a'&  "})
    void ampersandAtTheEndAsksForTheBackground(String line) {
        assertThat(CommandText.of(line).background()).isTrue();
        assertThat(CommandText.of(line).strings()).isEqualTo(List.of("run", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run a '&'", "run a \\&", "run & a", "run a # &"})
    void ampersandElsewhereIsPartOfAWord(String line) {
        assertThat(CommandText.of(line).background()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# nothing", "  # nothing 'at all"})
    void blankLinesAndCommentsHaveNoWords(String line) {
        assertThat(CommandText.of(line).words()).isEmpty();
        assertThat(CommandText.of(line).closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run 'a", "run \"a", "run a\\", "run \"a\\"})
    void quoteThatIsNotClosedIsNoticed(String line) {
        assertThat(CommandText.of(line).closed()).isFalse();
    }

    @Test
    void wordsKnowTheirPlaces() {
        assertThat(CommandText.of(" run 'a b'&").words())
                .containsExactly(
                        new CommandText.Word("run", 1, 4), new CommandText.Word("a b", 5, 10));
    }
}
