// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.rewriting.Scope;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Class files with preview features are explored by a JVM that would not load them, structured task
 * scopes among them.
 */
class PreviewTest {

    private static final String PROGRAM = "preview.Scopes";

    @TempDir private static Path folder;

    private static ClassLoader loader = PreviewTest.class.getClassLoader();

    @BeforeAll
    static void compile() throws Exception {
        URL source = PreviewTest.class.getResource("/preview/Scopes.java");
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--enable-preview",
                                "--release",
                                Integer.toString(Runtime.version().feature()),
                                "-nowarn",
                                "-d",
                                folder.toString(),
                                Path.of(Objects.requireNonNull(source).toURI()).toString());
        assertThat(code).isZero();
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, loader);
    }

    private static ExploreRequest request(Subject subject) {
        return ExploreRequest.of(subject).in(Environment.CALM).keepingGoing(true);
    }

    private static ExploreRequest request(String program) {
        return request(new Subject.OfClass(PROGRAM, program, loader));
    }

    private static ExplorationResult explore(String program, Level level) {
        return Samples.explore(request(program).at(level).limited(20_000, 20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "successful",
                "any",
                "failing",
                "timedOut",
                "inherited",
                "nested",
                "leftOpen",
                "byPart"
            })
    void what_is_right_has_one_outcome(String program) {
        Samples.assertRight(request(program));
    }

    @ParameterizedTest
    @CsvSource({
        "racing, MEMORY, DATA_RACE",
        "waitsForItself, SYNC, DEADLOCK",
        "notJoined, SYNC, UNCAUGHT_EXCEPTION"
    })
    void what_is_wrong_is_found(String program, Level level, Kind kind) {
        assertThat(explore(program, level).failure().orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void an_update_gets_lost_between_two_subtasks() {
        assertThat(explore("lost", Level.SYNC).outcomes())
                .extracting(row -> row.label())
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_part_that_is_left_out_needs_the_option() {
        var subject =
                new Subject.OfClass(PROGRAM, "byPart", loader)
                        .within(new Scope(Set.of(), Set.of(PROGRAM + "$Part")));
        Failure failure =
                Samples.explore(request(subject).at(Level.SYNC).limited(1, 20_000))
                        .failure()
                        .orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains("--enable-preview");
    }

    @Test
    void preview_features_of_another_version_are_refused() throws IOException {
        Path file = folder.resolve("preview", "Scopes.class");
        byte[] current = Files.readAllBytes(file);
        byte[] older = current.clone();
        older[7]--;
        try {
            Files.write(file, older);
            assertThatThrownBy(() -> explore("all", Level.SYNC))
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("it has preview features of Java ");
        } finally {
            Files.write(file, current);
        }
    }
}
