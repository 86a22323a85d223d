// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Small;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documentation says is left out or assumed is what the reports say. */
class CaveatTest {

    private static final String BEGIN = "## What is assumed, and what is left out";
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "explorer.md");

    /** The first column of a table in the section. */
    private static List<String> documented(String heading) throws IOException {
        String text = Files.readString(DOCUMENT);
        String section = text.substring(text.indexOf(BEGIN));
        String table = section.substring(section.indexOf("| " + heading + " |"));
        return table.substring(0, table.indexOf("\n\n"))
                .lines()
                .skip(2)
                .map(row -> row.split("\\|")[1].strip())
                .toList();
    }

    private static List<String> printed(boolean leftOut) {
        return Arrays.stream(Caveat.values())
                .filter(caveat -> caveat.isLeftOut() == leftOut)
                .map(caveat -> caveat.words("…"))
                .toList();
    }

    @Test
    void the_documentation_lists_what_is_left_out() throws IOException {
        assertThat(documented("not covered")).isEqualTo(printed(true));
    }

    @Test
    void the_documentation_lists_what_is_assumed() throws IOException {
        assertThat(documented("note")).isEqualTo(printed(false));
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void a_report_says_nothing_else(Level level) {
        var subject =
                new Subject.OfClass(Small.class.getName(), "atomic", Small.class.getClassLoader());
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(subject).at(level),
                        (executions, steps) -> {},
                        () -> false);
        String rest = result.notes().getLast();
        for (String words : printed(true)) {
            rest = rest.replace(words, "");
        }

        assertThat(result.notes()).hasSize(1);
        assertThat(rest).matches("not covered: [, ]*");
    }
}
