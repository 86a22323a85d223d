// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/**
 * A chapter that is compiled and packed outside of the repository, as its author would.
 *
 * @param distribution against which it is compiled
 * @param folder where that is done
 * @param provider the class of the chapter
 */
record PlugIn(Path distribution, Path folder, String provider) {

    private static final String SERVICE = "META-INF/services/dev.tandem.spi.Chapter";

    /** Makes the jar. */
    Path build(List<Path> sources) throws IOException {
        Path classes = Program.folder(folder.resolve("classes"));
        compile(sources, classes);
        Path jar = folder.resolve("plug-in.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
            }
            zip.putNextEntry(new ZipEntry(SERVICE));
            zip.write((provider + "\n").getBytes(UTF_8));
        }
        return jar;
    }

    private void compile(List<Path> sources, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options =
                    List.of("-cp", spi().toString(), "-d", classes.toString(), "-Xlint:all");
            boolean compiled =
                    compiler.getTask(
                                    messages,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private Path spi() throws IOException {
        try (Stream<Path> jars = Files.list(distribution.resolve("lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("tandem-spi-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
