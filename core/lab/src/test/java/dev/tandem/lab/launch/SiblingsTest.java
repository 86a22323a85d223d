// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiblingsTest {

    private static final WorkerRequest REQUEST = WorkerRequest.of("sync.race");

    @TempDir private Path bin;

    private Siblings image;
    private final Siblings jvm = new Siblings("tandem", Optional.empty(), Map.of());

    @BeforeEach
    void makeExecutables() throws IOException {
        for (String name : List.of("tandem", "tandem-sync")) {
            assertThat(Files.createFile(bin.resolve(name)).toFile().setExecutable(true)).isTrue();
        }
        image = new Siblings("tandem", Optional.of(bin.resolve("tandem")), Map.of());
    }

    @Test
    void aNativeExecutableStartsItself() {
        assertThat(image.command(REQUEST, Launch.AUTO))
                .containsExactly(bin.resolve("tandem").toString(), "worker", "sync.race");
    }

    @Test
    void aNativeExecutableFindsTheSiblingOfAChapterBesideItself() {
        assertThat(image.command(REQUEST.in("sync"), Launch.AUTO))
                .startsWith(bin.resolve("tandem-sync").toString());
    }

    @Test
    void aMissingSiblingIsNamedWithItsPath() {
        assertThatThrownBy(() -> image.command(REQUEST.in("gpu"), Launch.AUTO))
                .isInstanceOf(Missing.class)
                .hasMessageContaining(bin.resolve("tandem-gpu").toString());
    }

    @Test
    void aJvmStartsTheSameJavaWithTheSameClassPath() {
        List<String> command = jvm.command(REQUEST, Launch.AUTO);
        assertThat(command.getFirst()).isEqualTo(System.getProperty("java.home") + "/bin/java");
        assertThat(command)
                .containsSequence(
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerMain.class.getName(),
                        "worker",
                        "sync.race");
    }

    @Test
    void aJvmPassesOnWhatWasOpenedToItself() {
        assertThat(jvm.command(REQUEST, Launch.AUTO))
                .contains(
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aChapterThatIsNotOnTheClassPathIsNamed() {
        assertThatThrownBy(() -> jvm.command(REQUEST.in("gpu"), Launch.AUTO))
                .isInstanceOf(Missing.class)
                .hasMessageContaining("chapter gpu");
    }

    @Test
    void aJvmFindsNativeExecutablesWhereItIsTold() {
        assertThatThrownBy(() -> jvm.command(REQUEST, Launch.NATIVE))
                .isInstanceOf(Missing.class)
                .hasMessageContaining("TANDEM_BIN");
        var told = new Siblings("tandem", Optional.empty(), Map.of("TANDEM_BIN", bin.toString()));
        assertThat(told.command(REQUEST, Launch.NATIVE))
                .containsExactly(bin.resolve("tandem").toString(), "worker", "sync.race");
    }

    @Test
    void theFormThatARequestAsksForGoesBeforeTheOneOfTheRun() {
        assertThat(image.command(REQUEST.as(Launch.NATIVE), Launch.JVM))
                .startsWith(bin.resolve("tandem").toString());
        assertThat(jvm.command(REQUEST.as(Launch.JVM), Launch.NATIVE)).contains("-cp");
    }

    @Test
    void aNativeExecutableStartsAJvmWhereItIsTold() {
        assertThatThrownBy(() -> image.command(REQUEST, Launch.JVM))
                .isInstanceOf(Missing.class)
                .hasMessageContaining("JAVA_HOME");
        String home = System.getProperty("java.home");
        var noJars = new Siblings("tandem", image.self(), Map.of("JAVA_HOME", home));
        assertThatThrownBy(() -> noJars.command(REQUEST, Launch.JVM))
                .isInstanceOf(Missing.class)
                .hasMessageContaining("TANDEM_LIB");
        var told =
                new Siblings(
                        "tandem",
                        image.self(),
                        Map.of("JAVA_HOME", home, "TANDEM_LIB", bin.toString()));
        assertThat(told.command(REQUEST, Launch.JVM))
                .startsWith(home + "/bin/java")
                .contains(bin + "/*");
    }
}
