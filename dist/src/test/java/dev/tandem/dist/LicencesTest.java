// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {

    @TempDir private Path folder;

    private final Licences licences = new Licences(Path.of("src/main/licences"));

    private String jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar.toString();
    }

    @Test
    void theNameOfAJarMayBeginWithACapital() throws IOException {
        licences.write(jar("AcmeTools-1.2.jar", "META-INF/LICENSE"), folder.resolve("out"));
        assertThat(folder.resolve("out/AcmeTools/LICENSE")).exists();
    }

    @Test
    void theNameOfAJarMayHaveADigit() throws IOException {
        licences.write(jar("acme4j-api-1.2.jar", "META-INF/LICENSE"), folder.resolve("out"));
        assertThat(folder.resolve("out/acme4j-api/LICENSE")).exists();
    }

    @Test
    void theTextsOfAJarAreTaken() throws IOException {
        licences.write(
                jar("acme-tools-1.2.jar", "META-INF/LICENSE.md", "META-INF/NOTICE", "A.class"),
                folder.resolve("out"));
        assertThat(folder.resolve("out/acme-tools"))
                .isDirectoryContaining("glob:**/LICENSE.md")
                .isDirectoryContaining("glob:**/NOTICE");
        assertThat(folder.resolve("out/acme-tools/NOTICE")).hasContent("META-INF/NOTICE");
    }

    @Test
    void whatAJarLacksIsTakenFromWhatIsKept() throws IOException {
        String paths =
                String.join(
                        File.pathSeparator,
                        jar("asm-tree-9.11.1.jar", "A.class"),
                        jar("lwjgl-3.3.6-natives-linux.jar", "META-INF/NOTICE"),
                        jar("tandem-spi-0.1.0.jar", "A.class"));
        licences.write(paths, folder.resolve("out"));
        assertThat(folder.resolve("out/asm-tree/asm.txt")).content().contains("France Telecom");
        assertThat(folder.resolve("out/lwjgl"))
                .isDirectoryContaining("glob:**/lwjgl.txt")
                .isDirectoryContaining("glob:**/NOTICE");
        assertThat(folder.resolve("out/tandem-spi")).doesNotExist();
    }

    @Test
    void aJarWithoutAnyEndsTheBuild() throws IOException {
        String jar = jar("acme-tools-1.2.jar", "A.class");
        assertThatThrownBy(() -> licences.write(jar, folder.resolve("out")))
                .hasMessageContaining("acme-tools-1.2.jar has no licence");
    }
}
