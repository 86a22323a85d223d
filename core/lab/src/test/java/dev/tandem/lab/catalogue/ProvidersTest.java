// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

    private static final String SERVICE = "META-INF/services/dev.tandem.spi.Chapter";

    @TempDir private Path folder;

    private static List<String> problems(Path... entries) {
        String path =
                String.join(
                        File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
        return new Providers(Optional.of(path)).problems().stream().map(Problem::reason).toList();
    }

    private Path jar(String entry, String content) throws IOException {
        Path jar = folder.resolve("plug-in.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(UTF_8));
        }
        return jar;
    }

    @Test
    void aFileThatIsNoJarIsAProblem() throws IOException {
        Path text = Files.writeString(folder.resolve("plug-in.jar"), "not a zip");
        assertThat(problems(text)).singleElement().asString().contains(text + " cannot be read");
    }

    @Test
    void aFileThatIsMissingIsAProblem() {
        assertThat(problems(folder.resolve("none.jar")))
                .singleElement()
                .asString()
                .startsWith("there is no file");
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Missing, com.acme.Missing",
        "dev.tandem.lab.catalogue.Problem, not a subtype",
        "java.lang.String, names a chapter",
        "dev.tandem.lab.catalogue.ProvidersTest$Throwing, Unheard: told to throw"
    })
    void aProviderThatCannotBeUsedIsAProblem(String provider, String reason) throws IOException {
        assertThat(problems(jar(SERVICE, provider + "\n")))
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void aJarWithoutAChapterIsAProblem() throws IOException {
        assertThat(problems(jar("a", "b"))).singleElement().asString().contains("names a chapter");
        assertThat(problems(folder)).singleElement().asString().contains("names a chapter");
    }

    /** An error of a kind of its own. */
    static final class Unheard extends Error {
        private static final long serialVersionUID = 1;

        Unheard() {
            super("told to throw");
        }
    }

    /** A chapter that cannot be made. */
    public static final class Throwing extends ChapterOf {
        public Throwing() {
            throw new Unheard();
        }
    }
}
