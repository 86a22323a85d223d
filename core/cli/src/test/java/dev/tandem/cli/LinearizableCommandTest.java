// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Tickets;
import dev.tandem.lab.catalogue.Catalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearizableCommandTest {

    private static final String CLASSES =
            Tickets.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    private static CommandResult explore(String... args) {
        return command(new String[] {"explore"}, args);
    }

    private static CommandResult command(String... args) {
        return command(args, new String[0]);
    }

    private static CommandResult command(String[] args, String... more) {
        return CommandResult.of(
                Catalogue.of(List.of(), List.of()),
                Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    /** As a shell splits a line, of which some words are in single quotes. */
    private static String[] words(String line) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(line)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
    }

    @Test
    void aClassThatIsNotIsShownWithItsScenarioAndItsSteps() {
        CommandResult result =
                explore("--class-path", CLASSES, "--linearizable", Tickets.class.getName());

        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.out())
                .contains(
                        "com.acme.Tickets: not linearizable",
                        "next(): 1   next(): 1",
                        "AtomicInteger.get at Tickets.java:",
                        "Replay it");
    }

    @Test
    void theLineThatReplaysItDoes() {
        CommandResult result =
                explore("--class-path", CLASSES, "--linearizable", Tickets.class.getName());
        String line =
                result.out()
                        .lines()
                        .filter(each -> each.startsWith("  tandem replay "))
                        .findFirst()
                        .orElseThrow();

        CommandResult again = command(words(line.strip().substring("tandem ".length())));

        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(again.out())
                .contains("next(): 1   next(): 1", "not linearizable: ", "AtomicInteger.get at");
    }

    @Test
    void whatIsSavedIsReplayed(@TempDir Path folder) {
        String file = folder.resolve("tickets").toString();
        CommandResult result =
                explore(
                        "--class-path",
                        CLASSES,
                        "--linearizable",
                        Tickets.class.getName(),
                        "--json",
                        "--save",
                        file);
        assertThat(result.err()).contains("saved; replay it with --schedule @" + file);

        CommandResult again =
                command(
                        "replay",
                        "--class-path",
                        CLASSES,
                        "--linearizable",
                        Tickets.class.getName(),
                        "--scenario",
                        "next() | next()",
                        "--schedule",
                        "@" + file,
                        "--json");

        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(again.out())
                .contains(
                        "\"failure\":\"failed-check\"",
                        "\"schedule\":\"1:",
                        "[\"next(): 1\"],[\"next(): 1\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --linearizable com.acme.Tickets                                    | --linearizable and --scenario go together
                    com.acme.Tickets#next --scenario next()                            | --linearizable and --scenario go together
                    --linearizable com.acme.Tickets --scenario next() --steps 7        | to which --steps does not apply; it takes --class-path, --model, --scenario, --schedule and --json
                    --linearizable com.acme.Tickets --scenario last()                  | 'last()' is no operation; there are next()
                    --linearizable com.acme.Tickets --scenario next()                  | the schedule is of another program
                    """)
    void whatCannotBeReplayedIsRefusedInOneLine(String line, String words) {
        CommandResult result =
                command(
                        Stream.concat(
                                        Stream.of("replay", "--class-path", CLASSES),
                                        Stream.of(line.split(" ")))
                                .toArray(String[]::new),
                        "--schedule",
                        "1:00000000:memory:r:0");

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(words).hasLineCount(1);
    }

    @Test
    void aModelIsAnotherClass() {
        CommandResult result =
                explore(
                        "--class-path",
                        CLASSES,
                        "--linearizable",
                        Tickets.Sound.class.getName(),
                        "--model",
                        Tickets.class.getName(),
                        "--json");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("\"type\":\"com.acme.Tickets$Sound\"", "\"model\":\"com.acme.Tickets\"")
                .doesNotContain("\"counterexample\":{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --linearizable com.acme.Tickets                       | say where it is with --class-path
                    --class-path . --model com.acme.Tickets X             | --model goes with --linearizable
                    --class-path . --linearizable com.acme.Nobody         | there is no class 'com.acme.Nobody'
                    --class-path . --linearizable java.lang.StringBuilder | is no class of your own
                    --class-path . --linearizable X --strategy surw       | to which --strategy does not apply
                    --class-path . --linearizable X --executions 3        | to which --executions does not apply
                    --class-path . --linearizable X --html page.html      | to which --html does not apply
                    --class-path . --linearizable X --include com.acme    | to which --include does not apply
                    """)
    void whatCannotBeAskedIsRefusedInOneLine(String line, String words) {
        CommandResult result = explore(line.split(" "));

        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains(words).hasLineCount(1);
    }
}
