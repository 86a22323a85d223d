// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Tickets;
import dev.tandem.lab.catalogue.Catalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearizableCommandTest {

    private static final String CLASSES =
            Tickets.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    private static CommandResult explore(String... args) {
        return CommandResult.of(
                Catalogue.of(List.of(), List.of()),
                Stream.concat(Stream.of("explore"), Stream.of(args)).toArray(String[]::new));
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
                        "schedule 1:");
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
            textBlock =
                    """
                    --linearizable com.acme.Tickets                       | say where it is with --class-path
                    --class-path . --model com.acme.Tickets X             | --model goes with --linearizable
                    --class-path . --linearizable com.acme.Nobody         | there is no class com.acme.Nobody
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
