// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chapter of which CONTRIBUTING.md has the source, in a folder outside of the repository. */
class PlugInIT {

    private static final Path GUIDE = Path.of("../CONTRIBUTING.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
    private static final Pattern TYPE =
            Pattern.compile("\nfinal class (\\w+)|\npublic final class (\\w+)");

    private final Path distribution = Path.of(System.getProperty("tandem.distribution.jvm"));

    @TempDir private Path folder;
    private Program program;
    private Map<String, String> plugIns;

    @BeforeEach
    void buildAsTheGuideSays() throws IOException {
        program = new Program(distribution.resolve("bin"), Program.folder(folder.resolve("home")));
        var plugIn = new PlugIn(distribution, folder, "com.acme.gates.GatesChapter");
        plugIns = Map.of("TANDEM_PLUGINS", plugIn.build(sources()).toString());
    }

    private List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        while (block.find()) {
            String source = block.group(1);
            Matcher owner = PACKAGE.matcher(source);
            Matcher type = TYPE.matcher(source);
            assertThat(owner.find() && type.find()).isTrue();
            String name = type.group(1) == null ? type.group(2) : type.group(1);
            Path file =
                    folder.resolve(
                            "src/" + owner.group(1).replace('.', '/') + "/" + name + ".java");
            Program.folder(file.getParent());
            files.add(Files.writeString(file, source));
        }
        assertThat(files).hasSize(2);
        return files;
    }

    private Result tandem(String... arguments) {
        return program.tandem(plugIns, arguments);
    }

    @Test
    void itsWorkloadIsListedAndExplained() {
        assertThat(tandem("list", "--chapter", "gates").out()).contains("gates.visitors");
        assertThat(tandem("info", "gates.visitors").out()).contains("one visitor is missing");
    }

    @Test
    void itRunsAndIsGraded() {
        Result result = tandem("run", "gates.visitors", "-p", "gates=3");
        assertThat(result.out()).as(result.err()).contains("all", "ACCEPTABLE");
        assertThat(result.code()).isZero();
    }

    @Test
    void theExplorerDrivesIt() {
        Result broken = tandem("explore", "gates.visitors", "--variant", "plain");
        assertThat(broken.code()).as(broken.err()).isEqualTo(1);
        assertThat(broken.out()).contains("missing", "FORBIDDEN");

        Result sound = tandem("explore", "gates.visitors", "--variant", "atomic");
        assertThat(sound.code()).as(sound.err()).isZero();
        assertThat(sound.out()).contains("Proved");
    }
}
