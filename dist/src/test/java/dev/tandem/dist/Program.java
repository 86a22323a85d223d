// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the executables of an exploded distribution from outside, as a user would.
 *
 * @param bin the folder of the executables
 * @param home stands in for the user's home
 */
record Program(Path bin, Path home) {

    /** Longer than anything takes on a busy machine; what is reached is a failure. */
    private static final long LIMIT_SECONDS = 100;

    /** How a program ended and what it wrote. */
    record Result(int code, String out, String err) {

        /** The JSON that it wrote. */
        Map<String, Object> document() {
            return Json.document(out);
        }

        /** Checks that it ended well, and had nothing to complain about. */
        void assertOk() {
            assertThat(err).isEmpty();
            assertThat(code).isZero();
        }
    }

    Path distribution() {
        return bin.getParent();
    }

    Path executable(String name) {
        return bin.resolve(name);
    }

    Result tandem(String... arguments) {
        return run("", Map.of(), command("tandem", arguments));
    }

    Result tandem(Map<String, String> environment, String... arguments) {
        return run("", environment, command("tandem", arguments));
    }

    /** Runs the shell of tandem with lines that come through a pipe. */
    Result piped(String lines) {
        return run(lines, Map.of(), command("tandem"));
    }

    /** Runs a script of {@code sh}, in which {@code $0} is tandem. */
    Result sh(String script) {
        return run("", Map.of(), List.of("sh", "-c", script, executable("tandem").toString()));
    }

    List<String> command(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(executable(name).toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    ProcessBuilder prepare(Map<String, String> environment, List<String> command) {
        var builder = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> variables = new HashMap<>();
        variables.put("HOME", home.toString());
        variables.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        variables.put("XDG_STATE_HOME", home.resolve("state").toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("TERM", "xterm");
        variables.putAll(environment);
        builder.environment().putAll(variables);
        return builder;
    }

    Result run(String input, Map<String, String> environment, List<String> command) {
        try {
            Process process = prepare(environment, command).start();
            var out = text(process.getInputStream());
            var err = text(process.getErrorStream());
            try (var stdin = process.outputWriter()) {
                stdin.write(input);
            } catch (IOException e) {
                // It ended without reading all, as it may.
            }
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("still running: " + command + "\n" + err.join());
            }
            return new Result(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while running " + command, e);
        }
    }

    /** Every process that runs one of the executables or their jars. */
    List<String> alive() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line ->
                        line.contains(distribution().resolve("lib") + "/")
                                || line.startsWith(bin + "/"))
                .toList();
    }

    static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
