// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script in the root, over a small repository whose build and launcher only tell. */
class FirstBuildTest {

    private static final String BUILD =
            """
            #!/bin/sh
            cat
            echo '[INFO] Building tandem 0.1.0                  [1/2]'
            echo '[INFO]   from pom.xml'
            echo '[WARNING] something old'
            echo '[INFO] Building tandem explore 0.1.0          [2/2]'
            echo '[INFO]   from core/explore/pom.xml'
            [ -f broken ] && { echo '[ERROR] it does not compile'; exit 1; }
            touch "${0%/*}/shell/target/tandem-shell-0.1.0.jar"
            """;

    private static final String LAUNCHER =
            """
            launch() { shift; echo "launched $*"; cat; }
            """;

    private static final String BUILT = "tandem: building, which takes a minute the first time\n";

    @TempDir private Path folder;

    private Path root;
    private Program program;

    @BeforeEach
    void makeARepository() throws IOException {
        Requires.here().program("bash");
        root = folder.resolve("a clone");
        file("pom.xml", "<project>\n<version>0.1.0</version>\n");
        file("core/explore/pom.xml", "");
        file("core/explore/src/main/java/A.java", "");
        file("core/proof/src/main/java/A.java", "");
        file("shell/pom.xml", "");
        file("shell/src/main/java/A.java", "");
        file("shell/src/test/java/A.java", "");
        file("dist/src/main/launcher/tandem", LAUNCHER);
        file("mvnw", BUILD).toFile().setExecutable(true);
        Path script = root.resolve("tandem");
        Files.copy(Path.of("..", "tandem"), script, StandardCopyOption.COPY_ATTRIBUTES);
        program = new Program(root, folder);
    }

    private Path file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Result start() {
        return program.run("", Map.of(), program.command("tandem", "list"));
    }

    /** Makes a file younger than anything that a build has written. */
    private void touch(String name) throws IOException {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(later));
    }

    @Test
    void theFirstStartBuildsAndTheNextDoesNot() {
        Result first = start();
        assertThat(first.out()).isEqualTo("launched list\n");
        assertThat(first.err()).isEqualTo(BUILT);
        assertThat(start()).isEqualTo(new Result(0, "launched list\n", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "core/explore/pom.xml",
                "core/explore/src/main/java/A.java",
                "shell/src/main/java/A.java"
            })
    void whatTheShellIsMadeOfIsBuiltAgainOnceItHasChanged(String name) throws IOException {
        start();
        touch(name);
        assertThat(start().err()).isEqualTo(BUILT);
    }

    @Test
    void aSourceThatIsGoneIsAChange() throws IOException {
        start();
        Files.delete(root.resolve("core/explore/src/main/java/A.java"));
        touch("core/explore/src/main/java");
        assertThat(start().err()).isEqualTo(BUILT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dist/src/main/launcher/tandem",
                "core/proof/src/main/java/A.java",
                "shell/src/test/java/A.java"
            })
    void whatTheShellIsNotMadeOfMayChange(String name) throws IOException {
        start();
        touch(name);
        assertThat(start().err()).isEmpty();
    }

    @Test
    void whatComesThroughAPipeIsLeftToTheProgram() {
        Result result = program.run("run it\n", Map.of(), program.command("tandem", "list"));
        assertThat(result.out()).isEqualTo("launched list\nrun it\n");
    }

    @Test
    void aBuildThatFailsSaysWhyAndIsTriedAgain() throws IOException {
        file("../broken", "");
        Result failed = start();
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .startsWith(
                        BUILT + "[ERROR] it does not compile\ntandem: the build failed, see above;")
                .contains(root.resolve("shell/target/built.log").toString());
        assertThat(failed.code()).isEqualTo(70);
        Files.delete(folder.resolve("broken"));
        assertThat(start().err()).isEqualTo(BUILT);
    }

    @Test
    void onATerminalOneLineNamesTheModuleThatIsBuilt() {
        Requires.here().linux("script with --command");
        Requires.here().program("script");
        List<String> command =
                List.of(
                        "script",
                        "--quiet",
                        "--return",
                        "--command",
                        "'" + root.resolve("tandem") + "' list",
                        "/dev/null");
        String shown = program.run("", Map.of(), command).out();
        assertThat(Stream.of(shown.split("\r")).map(String::strip))
                .containsSubsequence("building core/explore (2 of 2)", "launched list");
    }
}
