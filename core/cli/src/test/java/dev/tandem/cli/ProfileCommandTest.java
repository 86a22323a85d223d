// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.samples.Busy;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.samples.OneJob;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.os.Requires;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ProfileCommandTest {

    @TempDir private Path folder;

    private static CommandResult execute(String... args) {
        return CommandResult.of(Catalogue.of(List.of(), List.of()), args);
    }

    @Test
    void aRunningJvmIsRecordedAndLeftAsItWas() throws Exception {
        Requires.here().proc();
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path kept = folder.resolve("kept.jfr");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Busy.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("runs");
            String pid = Long.toString(process.pid());
            CommandResult result = execute("profile", pid, "--for", "1s", "--jfr", kept.toString());

            assertThat(result.err()).isEmpty();
            assertThat(result.code()).isEqualTo(ExitCode.OK);
            assertThat(result.out()).contains("Busy.compute");
            assertThat(kept).isNotEmptyFile();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void whatWasRecordedBeforeAnInterruptIsTold() {
        ScriptedModel cutOff =
                ScriptedModel.of(
                        "cut-off",
                        (number, work) -> {
                            if (number > 1) {
                                throw new InterruptedException("cancelled");
                            }
                            return ScriptedModel.digests(work);
                        });
        Catalogue catalogue =
                Catalogue.of(List.of(new OneJob(new Squares(), List.of(cutOff))), List.of());
        CommandResult result =
                CommandResult.of(catalogue, "profile", "sample.squares", "--model", "cut-off");
        assertThat(result.out()).contains("Computing", "Waiting");
        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cutOff.open).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sync.rase           | 2 | there is no workload or job
                    2147483647          | 3 | there is no process 2147483647
                    sync.race --top 0   | 2 | --top is a number from 1 to 1000, not 0
                    sync.race --jfr /   | 2 | is a folder; name a file
                    1 --variant broken  | 2 | a process has neither variants nor models
                    sync.race --for 0s  | 2 | is no time at all
                    """)
    void whatCannotBeIsSaidInOneLine(String args, int code, String message) {
        Requires.here().proc();
        CommandResult result = execute(("profile " + args.strip()).split(" "));
        assertThat(result.err().lines()).singleElement().asString().contains(message);
        assertThat(result.code()).isEqualTo(code);
    }
}
