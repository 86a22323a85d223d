// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Own;
import dev.tandem.lab.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule in a file, from one command to the other. */
class SavedScheduleTest {

    private static final String CLASSES =
            Own.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    @TempDir private Path folder;

    private static CommandResult explore(String method, String file) {
        return execute("explore", method, "--save", file);
    }

    private static CommandResult replay(String method, String file) {
        return execute("replay", method, "--schedule", "@" + file);
    }

    private static CommandResult execute(
            String command, String method, String option, String value) {
        return CommandResult.of(
                Catalogue.of(List.of(), List.of()),
                command,
                "--class-path",
                CLASSES,
                "com.acme.Own#" + method,
                option,
                value);
    }

    @Test
    void whatHasFailedIsReplayed() {
        String file = folder.resolve("flawed").toString();
        CommandResult explored = explore("flawed", file);
        assertThat(explored.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(explored.err())
                .isEqualToIgnoringNewLines("tandem: saved; replay it with --schedule @" + file);

        CommandResult replayed = replay("flawed", file);
        assertThat(replayed.code()).as(replayed.err()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(replayed.out()).contains("on purpose");
    }

    @Test
    void whereNothingHasFailedNothingIsSaved() {
        Path file = folder.resolve("sound");
        CommandResult explored = explore("sound", file.toString());

        assertThat(explored.code()).isZero();
        assertThat(explored.err()).contains("no schedule has failed, so none is saved");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "there, there is there already; name another file",
        "'', is a folder; name a file",
        "nowhere/file, there is no folder"
    })
    void whereItCannotBeSavedNothingIsExplored(String name, String told) throws IOException {
        Files.writeString(folder.resolve("there"), "mine");
        CommandResult explored = explore("flawed", folder.resolve(name).toString());

        assertThat(explored.code()).isEqualTo(ExitCode.USAGE);
        assertThat(explored.out()).isEmpty();
        assertThat(explored.err()).contains(told).hasLineCount(1);
        assertThat(folder.resolve("there")).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "sound, end, end, 'the recording is of com.acme.Own#flawed, seed 42; what it is to be'",
        "flawed, end, '', the recording is cut off after line",
        "flawed, recording 1, recording 2, 'is of format 2, this program reads format 1'",
        "flawed, tandem-recording, once upon a time, is not a schedule"
    })
    void whatCannotBeReplayedIsRefusedInOneLine(
            String method, String part, String other, String told) throws IOException {
        Path file = folder.resolve("flawed");
        explore("flawed", file.toString());
        Files.writeString(file, Files.readString(file).replace(part, other));

        CommandResult replayed = replay(method, file.toString());

        assertThat(replayed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(replayed.out()).isEmpty();
        assertThat(replayed.err()).contains(told).hasLineCount(1);
    }
}
