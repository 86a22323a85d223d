// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/**
 * A machine on which everything is installed shows nothing of what happens on others: it is made.
 */
class RequiresTest {

    @TempDir private Path machine;

    private Requires needs() {
        return new Requires(machine.resolve("bin").toString(), machine, "Linux");
    }

    private Path install(String file) throws IOException {
        Path installed = machine.resolve(file);
        Files.createDirectories(installed.getParent());
        Files.createFile(installed);
        assertThat(installed.toFile().setExecutable(true)).isTrue();
        return installed;
    }

    private static void skips(ThrowingCallable need, String reason) {
        assertThatThrownBy(need)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zsh", "groff", "gcc", "unzip", "script", "tmux", "unshare", "setsid"})
    void aProgramThatIsMissingSkipsTheTestByName(String name) throws IOException {
        skips(() -> needs().program(name), "there is no program " + name);
        skips(
                () -> new Requires("", machine, "Linux").programs(name),
                "there is no program " + name);

        Path installed = install("bin/" + name);
        assertThat(needs().program(name)).isEqualTo(installed);
    }

    @Test
    void theFirstProgramThatIsInstalledWillDo() throws IOException {
        skips(() -> needs().program("chromium", "google-chrome"), "[chromium, google-chrome]");

        Path installed = install("bin/google-chrome");
        assertThat(needs().program("chromium", "google-chrome")).isEqualTo(installed);
    }

    @Test
    void everyProgramIsWanted() throws IOException {
        install("bin/prlimit");
        skips(() -> needs().programs("prlimit", "setpriv"), "there is no program setpriv");
    }

    @Test
    void whatCannotBeExecutedIsNoProgram() throws IOException {
        Files.createDirectories(machine.resolve("bin/script"));
        skips(() -> needs().program("script"), "there is no program script");
    }

    @Test
    void aMachineWithoutProcSkipsTheTest() throws IOException {
        skips(() -> needs().proc(), "there is no /proc/self/stat");

        install("proc/self/stat");
        assertThatCode(() -> needs().proc()).doesNotThrowAnyException();
    }

    @Test
    void anotherSystemThanLinuxSkipsTheTestWithWhatItLacks() {
        skips(
                () -> new Requires("", machine, "Mac OS X").linux("an option of script"),
                "an option of script is of Linux, and this is Mac OS X");
        assertThatCode(() -> needs().linux("setsid")).doesNotThrowAnyException();
    }

    @Test
    void theMachineOfTheTestsHasAShell() {
        assertThat(Requires.here().program("sh")).isExecutable();
    }
}
