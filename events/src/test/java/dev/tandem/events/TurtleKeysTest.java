// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurtleKeysTest {

    @TempDir private Path folder;

    @Test
    void theSameKeysAlwaysGiveTheSamePicture() {
        Observed seen = typing("frf").observe();

        assertThat(seen.label()).isEqualTo("as-typed");
        assertThat(seen.evidence())
                .containsEntry("obeyed", 3)
                .containsEntry(
                        "picture",
                        new Sketch(
                                """
                                ┌──────┐
                                │⠀⠀⠀⣀⣀→│
                                │⠀⠀⠀⡇⠀⠀│
                                │⠀⠀⠀⠁⠀⠀│
                                │⠀⠀⠀⠀⠀⠀│
                                └──────┘\
                                """));
    }

    @Test
    void keysThatNobodyListensForAreToldAndCounted() {
        RunReport report = typing("fx?xr").report();

        assertThat(observed(report).label()).isEqualTo("unhandled");
        assertThat(observed(report).evidence())
                .containsEntry("obeyed", 2)
                .containsEntry("withoutHandler", 3)
                .containsEntry("unknownKeys", List.of("x", "?"));
        assertThat(Runs.texts(report)).contains("key 3 (?): nobody listens for it");
    }

    @Test
    void aTurtleThatLeavesThePictureIsToldEachTime() {
        RunReport report = typing("fffbbbff").report();

        assertThat(observed(report).label()).isEqualTo("outside");
        assertThat(observed(report).evidence()).containsEntry("leftThePicture", 2);
        assertThat(Runs.texts(report))
                .contains(
                        "key 2 (f): the turtle has left the picture",
                        "key 8 (f): the turtle has left the picture");
    }

    @Test
    void handlersThatAreRegisteredTwiceMoveTheTurtleTwice() {
        Observed seen = typing("fr").variant("twice").observe();

        assertThat(seen.label()).isEqualTo("twice");
        assertThat(seen.evidence()).containsEntry("obeyed", 4).containsEntry("strokes", 2);
    }

    @Test
    void thePictureIsWrittenWhereItIsWanted() throws IOException {
        Path file = folder.resolve("picture.svg");
        typing("2f").with("out", file).observe();

        assertThat(Files.readString(file)).startsWith("<svg").contains("stroke=\"red\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "none/picture.svg", "nul\0"})
    void aFileThatCannotBeIsRefused(String name) {
        RunReport report =
                typing("f").with("out", name.equals(".") ? folder : folder + "/" + name).report();

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(TandemException.Usage.class));
    }

    private static Runs typing(String keys) {
        return Runs.of(new TurtleKeys())
                .with("keys", keys)
                .with("step", 5)
                .with("turn", 90)
                .with("columns", 6)
                .with("rows", 4);
    }

    private static Observed observed(RunReport report) {
        return (Observed) report.outcome();
    }
}
