// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.ByReflection;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.RacingCalls;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Levels;
import dev.tandem.explore.world.World;
import dev.tandem.spi.WorkloadSpec.Level;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The twins of an image are plain classes: a JVM can run them as well. */
class TwinsTest {

    private static final String PROGRAM = Philosophers.class.getName();
    private static final String SMALL = Small.class.getName();
    private static final String CALLS = RacingCalls.class.getName();
    private static final String REFLECTION = ByReflection.class.getName();

    private static final List<String> METHODS =
            List.of(
                    PROGRAM + "#broken",
                    SMALL + "#lostUpdate",
                    SMALL + "#lostVolatileUpdate",
                    SMALL + "#monitored",
                    SMALL + "#atomic",
                    SMALL + "#lostSignal",
                    SMALL + "#map",
                    SMALL + "#vectors",
                    CALLS + "#builder",
                    CALLS + "#listElement",
                    CALLS + "#iterator",
                    REFLECTION + "#published");
    private static final ClassLoader SOURCE = TwinsTest.class.getClassLoader();

    @TempDir static Path folder;

    @BeforeAll
    static void write() throws Exception {
        Twins.write(folder.resolve("twins"), SOURCE, List.of(PROGRAM, SMALL, CALLS, REFLECTION));
    }

    private static URLClassLoader twins() throws Exception {
        return new URLClassLoader(new URL[] {folder.resolve("twins").toUri().toURL()}, SOURCE);
    }

    private static World world() {
        return new World(new World.Options(2_000, false, false, false, false, 1, Environment.CALM));
    }

    /** How the first executions of a depth-first search end, and how many steps they take. */
    private static List<String> endings(World world, WorldClasses classes) throws Exception {
        return endings(world, classes, METHODS.getFirst());
    }

    private static List<String> endings(World world, WorldClasses classes, String name)
            throws Exception {
        String[] parts = name.split("#", -1);
        var type = classes.program(parts[0]);
        var fresh = classes.guard(type);
        var method = type.getDeclaredMethod(parts[1]);
        method.setAccessible(true);
        Unreduced search = new Unreduced(1);
        List<String> endings = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Ending ending =
                    world.execute(
                            () -> {
                                if (fresh.isPresent()) {
                                    fresh.get().invoke(null);
                                }
                                return method.invoke(null);
                            },
                            search);
            endings.add(
                    world.trace().steps()
                            + (ending instanceof Broken broken ? broken.message() : " passed"));
            if (!search.executionDone(world.trace())) {
                break;
            }
        }
        return endings;
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void take_the_same_steps_as_the_classes_that_a_loader_rewrites(Level level) throws Exception {
        try (URLClassLoader loader = twins()) {
            for (String method : METHODS) {
                World there = world();
                var rewritten = new WorldLoader(SOURCE, there, new Plan(level, false));
                World here = world();
                var twins = ImageClasses.of(loader, here, Levels.of(level));
                assertThat(endings(here, twins, method))
                        .as(method)
                        .isEqualTo(endings(there, rewritten, method));
            }
        }
    }

    @Test
    void serve_one_world_after_the_other() throws Exception {
        try (URLClassLoader loader = twins()) {
            int sync = Levels.of(Level.SYNC);
            World first = world();
            List<String> before = endings(first, ImageClasses.of(loader, first, sync));
            World second = world();
            assertThat(endings(second, ImageClasses.of(loader, second, Levels.of(Level.MEMORY))))
                    .isNotEqualTo(before);
            World third = world();
            assertThat(endings(third, ImageClasses.of(loader, third, sync))).isEqualTo(before);
        }
    }

    @Test
    void have_the_fingerprint_of_the_program() throws Exception {
        World world = world();
        String expected =
                new WorldLoader(SOURCE, world, new Plan(Level.SYNC, true))
                        .reach(PROGRAM)
                        .fingerprint("more");
        try (URLClassLoader loader = twins()) {
            assertThat(
                            ImageClasses.of(loader, world, Levels.ALL)
                                    .reach(PROGRAM)
                                    .fingerprint("more"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void are_the_same_bytes_every_time() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path one = folder.resolve("twins");
        Twins.write(other, SOURCE, List.of(PROGRAM, SMALL, CALLS, REFLECTION));
        try (Stream<Path> files = Files.walk(one)) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(other.resolve(one.relativize(file)))
                                    .hasSameBinaryContentAs(file));
        }
    }

    /** A class that the newer file names takes all its methods into the image. */
    @Test
    void are_named_to_an_image_in_the_file_that_takes_their_fields_alone() throws Exception {
        Path metadata = folder.resolve("twins/META-INF/native-image/dev.tandem/explored");
        assertThat(metadata.resolve("reachability-metadata.json"))
                .content()
                .doesNotContain("\"reflection\"");
        String twin = "dev.tandem.explored." + PROGRAM;
        assertThat(metadata.resolve("reflect-config.json"))
                .content()
                .contains("\"name\": \"" + twin + "\", \"allDeclaredFields\": true")
                .doesNotContain("allDeclaredMethods");
    }
}
