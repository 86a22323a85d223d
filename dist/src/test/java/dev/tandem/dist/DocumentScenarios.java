// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a distribution has beside its executables: manual, completion, licences. */
interface DocumentScenarios {

    Program program();

    @Test
    default void everyDocumentIsThere() {
        Path share = program().distribution().resolve("share");
        assertThat(share.resolve("man/man1/tandem.1")).content().startsWith(".TH \"TANDEM\" 1");
        assertThat(share.resolve("man/man1/tandem-compare.1")).content().contains(".SH OPTIONS");
        assertThat(share.resolve("THIRD-PARTY.txt"))
                .content()
                .contains("info.picocli:picocli")
                .doesNotContain("dev.tandem");
        assertThat(share.resolve("completion/bash/tandem")).content().contains("sync.philosophers");
        assertThat(share.resolve("completion/zsh/_tandem"))
                .content()
                .startsWith("#compdef tandem ");
        assertThat(program().distribution().resolve("LICENSE")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tandem run sync.race --variant at           | atomic
                    tandem run sync.race --variant = at         | atomic
                    tandem explore sync.race --strategy r       | random
                    tandem explore sync.race --level ''         | sync volatile memory
                    tandem compare threads.primes --launch n    | native
                    tandem compare threads.primes --models seq  | sequential
                    tandem compare x.y --models pool,seq        | pool,sequential
                    tandem compare x.y --models sequential,seq  |
                    tandem run sync.race -p threads =           |
                    tandem info gpu.dev                         | gpu.devices
                    tandem run gpu.dev                          | gpu.devices
                    tandem explore gpu.dev                      |
                    tandem-sync explore ''                      | sync.philosophers sync.race
                    tandem-sync run comms.f                     |
                    tandem replay sync.race --schedule @ga      | @game
                    tandem run sync.race --seed ''              |
                    tandem cluster st                           | status
                    tandem cluster serve --l                    | --listen
                    tandem cluster serve --key ''               |
                    """)
    default void bashCompletesWordsFromTheCatalogue(String words, @Nullable String expected)
            throws IOException {
        Requires.here().program("bash");
        Files.writeString(program().home().resolve("game"), "");
        String script = program().distribution().resolve("share/completion/bash/tandem").toString();
        String shown =
                "COMP_WORDS=("
                        + words
                        + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); . \"$0\"; _tandem; echo \"${COMPREPLY[@]}\"";
        Result result = program().run("", Map.of(), List.of("bash", "-c", shown, script));
        assertThat(result.out().strip()).startsWith(expected == null ? "" : expected);
        assertThat(result.out().isBlank()).isEqualTo(expected == null);
        result.assertOk();
    }

    @Test
    default void zshAcceptsItsCompletion() {
        String script = program().distribution().resolve("share/completion/zsh/_tandem").toString();
        String zsh = Requires.here().program("zsh").toString();
        program().run("", Map.of(), List.of(zsh, "-n", script)).assertOk();
    }

    @ParameterizedTest
    @CsvSource({
        "tandem, EXIT",
        "tandem-compare, --rounds",
        "tandem-cluster, --listen",
        "tandem-sync, sync.philosophers"
    })
    default void aManPageIsFormattedWithoutAWarningWhereverItLies(String name, String content) {
        String page = program().distribution().resolve("share/man/man1/" + name + ".1").toString();
        String groff = Requires.here().program("groff").toString();
        // -s follows .so, as man does.
        List<String> command = List.of(groff, "-man", "-s", "-ww", "-Tascii", "-P-cbu", page);
        Result result = program().run("", Map.of(), command);
        assertThat(result.out()).contains(content);
        result.assertOk();
    }

    @Test
    default void noFolderOfLicencesIsEmpty() throws IOException {
        try (Stream<Path> folders =
                Files.list(program().distribution().resolve("share/licences"))) {
            assertThat(folders)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder).isNotEmptyDirectory());
        }
    }
}
