// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The launchers and jars. */
class JvmDistributionIT extends Scenarios {

    @Override
    Path distribution() {
        return Path.of(System.getProperty("tandem.distribution.jvm"));
    }

    @Test
    void aDistributionRunsFromAnotherFolderAndThroughALink() throws IOException {
        Path moved = home.resolve("moved here/tandem");
        copy(distribution(), moved);
        Path link = Files.createSymbolicLink(home.resolve("link"), moved.resolve("bin/tandem"));
        Result first = program.run("", Map.of(), List.of(link.toString(), "list"));
        assertThat(first.out()).as(first.err()).contains("threads.primes");
        program.run("", Map.of(), List.of(link.toString(), "list")).assertOk();
    }

    @Test
    void aProfileSaysWhereTheTimeGoes() {
        Path page = home.resolve("profile.html");
        Result result = program.tandem("profile", "sync.race", "--html", page.toString());
        assertThat(result.out()).contains("Computing", "Waiting", "counter-1", "exact");
        assertThat(page).content().contains("<svg", "sync.race").endsWith("</html>\n");
        result.assertOk();
    }

    @Test
    void aHomeThatCannotBeWrittenOnlyMakesTheStartSlower() {
        Result result =
                program.tandem(
                        Map.of("XDG_CACHE_HOME", "/proc/nowhere"), "list", "--chapter", "sync");
        result.assertOk();
    }

    @Test
    void withoutAHomeNothingIsKept() {
        Result result = program.sh("unset HOME XDG_CACHE_HOME; exec \"$0\" --version");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void tooFewFilesForEveryChapterAreSaidInOneLine() {
        Result result = program.sh("ulimit -n 20; exec \"$0\" list");
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("no more files may be open", "ulimit -n");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void aPlugInThatIsBrokenIsListedAndTheRestWorks() throws IOException {
        Path jar = home.resolve("broken.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/dev.tandem.spi.Chapter"));
            zip.write("com.acme.Missing\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Result result = program.tandem(Map.of("TANDEM_PLUGINS", jar.toString()), "list");
        assertThat(result.out()).contains("sync.race");
        assertThat(result.err().lines()).singleElement().asString().contains("com.acme.Missing");
        assertThat(result.code()).isZero();
    }

    @Test
    void aJarRunsWithoutItsLauncher() {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        try (Stream<Path> jars = Files.list(distribution().resolve("lib"))) {
            Path jar =
                    jars.filter(path -> path.getFileName().toString().startsWith("tandem-sync-"))
                            .findFirst()
                            .orElseThrow();
            Result result =
                    program.run(
                            "",
                            Map.of(),
                            List.of(
                                    java,
                                    "-jar",
                                    jar.toString(),
                                    "run",
                                    "sync.race",
                                    "--variant",
                                    "lock"));
            assertThat(result.code()).as(result.err()).isZero();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyJarOfOthersTravelsWithItsLicence() throws IOException {
        Path licences = distribution().resolve("share/licences");
        try (Stream<Path> jars = Files.list(distribution().resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .filteredOn(jar -> !jar.startsWith("tandem-"))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(jar ->
                            assertThat(licences.resolve(jar.replaceFirst("-\\d.*", "")))
                                    .isNotEmptyDirectory());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Program.folder(target.getParent());
                Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
