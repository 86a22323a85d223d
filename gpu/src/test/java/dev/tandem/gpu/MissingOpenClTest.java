// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chapter in a process of its own, from which OpenCL is hidden, wherever the tests run. */
class MissingOpenClTest {

    @TempDir private Path machine;

    private Path working;
    private Path temporary;

    @BeforeEach
    void makeFolders() throws IOException {
        working = Files.createDirectory(machine.resolve("working"));
        temporary = Files.createDirectory(machine.resolve("temporary"));
    }

    /** What {@code run gpu.devices} prints, after its exit code. */
    private String run(Path temporary) throws IOException, InterruptedException {
        Path output = machine.resolve("output");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-Dorg.lwjgl.opencl.libname=libNowhere.so",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "run",
                                "gpu.devices")
                        .directory(working.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return process.waitFor() + "\n" + Files.readString(output, UTF_8);
    }

    @Test
    void aMachineWithoutOpenClIsToldHowToGetOne() throws Exception {
        assertThat(run(temporary))
                .startsWith("3\n")
                .contains("unavailable: there is no OpenCL on this machine (")
                .contains("libNowhere.so")
                .contains("install the driver of your GPU");
    }

    @Test
    void aTemporaryFolderThatCannotBeUsedIsNamed() throws Exception {
        Path nowhere = machine.resolve("nowhere");
        assertThat(run(nowhere))
                .startsWith("3\n")
                .contains("the bindings of OpenCL cannot be loaded", nowhere.toString())
                .contains("make room");
    }

    @Test
    void nothingIsLeftWhereItRan() throws Exception {
        run(temporary);
        run(machine.resolve("nowhere"));
        assertThat(working).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }
}
