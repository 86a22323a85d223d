// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code of one's own, measured in processes that are really started. */
@Timeout(120)
class OwnCodeCommandsTest {

    private static CommandResult execute(String line) {
        var out = new StringWriter();
        var err = new StringWriter();
        var catalogue = Catalogue.of(List.of(), List.of(new SequentialModel()));
        var cli =
                new Cli(
                        "tandem",
                        () -> catalogue,
                        new Launcher("tandem", Launch.AUTO)::starting,
                        Input.NONE,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Screen.NONE,
                        Screen.NONE);
        int code = CommandLines.execute(cli, Optional.empty(), line.split(" "));
        return new CommandResult(code, out.toString(), err.toString());
    }

    @Test
    void aMethodIsComparedAndWhatItPrintsIsDropped() {
        CommandResult result =
                execute("compare --class-path . com.acme.Prices#price --rounds 6 -p parts=4");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("com.acme.Prices#price", "parts=4 seed=42", "for the 4 parts")
                .doesNotContain("pricing");
    }

    @ParameterizedTest
    @CsvSource({
        "bench, failing, 4, com.acme.Prices#failing threw java.lang.IllegalStateException: no price",
        "bench, ending, 4, ended with exit code 7 without a result",
        "bench, nothing, 2, com.acme.Prices has no method nothing",
        "choose, failing, 4, com.acme.Prices#failing threw java.lang.IllegalStateException: no price",
        "bench, nameless, 2, which has no hashCode of its own; give the class of the method",
        "choose, nameless, 2, which has no hashCode of its own; give the class of the method",
        "choose, unlike, 1, it gives other results each time",
        "time, failing, 4, ''",
    })
    void whatGoesWrongIsOneLine(String command, String method, int code, String message) {
        CommandResult result =
                execute(command + " --class-path . com.acme.Prices#" + method + " --timeout 1m");
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(1);
        assertThat(result.err()).contains(message);
    }

    @Test
    void aMethodIsRecordedWhereItRuns() {
        CommandResult result =
                execute("profile --class-path . com.acme.Prices#price --for 100ms -p parts=4");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Computing").doesNotContain("pricing");
    }

    @Test
    void resultsThatDifferEachTimeAreNoResults() {
        CommandResult result = execute("bench --class-path . com.acme.Prices#unlike --rounds 6");
        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.out()).contains("it gives other results each time");
    }

    @Test
    void aClassPathThatIsNotThereIsSaidBeforeAnythingIsStarted() {
        for (String command : List.of("compare", "bench", "time", "profile", "choose")) {
            CommandResult result = execute(command + " --class-path nowhere com.acme.Prices#price");
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err()).contains("the class path names 'nowhere', which is not there");
        }
    }
}
