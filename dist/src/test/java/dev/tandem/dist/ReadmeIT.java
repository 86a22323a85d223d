// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command that the README shows after a {@code $}, on the exploded distribution, and
 * holds it to the exit code that the README gives it with {@code # exits with N}.
 */
class ReadmeIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String LAUNCHER =
            Path.of(System.getProperty("tandem.distribution.jvm"), "bin", "tandem").toString();
    private static final Pattern EXIT = Pattern.compile("#\\s*exits with (\\d+)");

    /** Commands that contain this very test. */
    private static final Set<String> BUILDS =
            Set.of("./mvnw verify", "./mvnw -Pnative verify", "./mvnw -Pbenchmark verify");

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeWorks() throws IOException {
        List<String> commands = commands(Files.readString(ROOT.resolve("README.md")));
        assertThat(commands).hasSizeGreaterThan(5);
        return commands.stream()
                .filter(command -> !BUILDS.contains(command))
                .map(command -> dynamicTest(command, () -> check(command)));
    }

    private void check(String command) throws IOException, InterruptedException {
        Requires.here().program("bash");
        Matcher exit = EXIT.matcher(command);
        int expected = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
        Path output = folder.resolve("output");
        Process process =
                new ProcessBuilder("bash", "-c", command.replace("./tandem", "'" + LAUNCHER + "'"))
                        .directory(folder.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        int code = process.waitFor();
        assertThat(code).as(Files.readString(output, StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    /** The lines after a {@code $} in the blocks that are marked as a console. */
    private static List<String> commands(String readme) {
        List<String> commands = new ArrayList<>();
        boolean inConsole = false;
        for (String line : readme.lines().toList()) {
            if (line.startsWith("```")) {
                inConsole = line.equals("```console");
            } else if (inConsole && line.startsWith("$ ")) {
                commands.add(line.substring(2).strip());
            }
        }
        return commands;
    }
}
