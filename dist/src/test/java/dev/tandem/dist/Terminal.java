// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A shell of tandem on a pseudo-terminal, which {@code script} of util-linux opens. */
final class Terminal implements AutoCloseable {

    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final Thread reader;
    private final StringBuffer screen = new StringBuffer();
    private int seen;

    private Terminal(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().start(this::read);
    }

    /** Opens one and waits for its prompt. */
    static Terminal open(Program program) {
        Requires.here().linux("script with --command");
        Requires.here().program("script");
        // A build in the background hands down that Ctrl-C is ignored; no terminal does.
        String tandem =
                "stty columns 100 rows 40; exec env --default-signal=INT,QUIT,HUP '"
                        + program.executable("tandem")
                        + "'";
        List<String> command =
                List.of(
                        "script",
                        "--quiet",
                        "--return",
                        "--flush",
                        "--command",
                        tandem,
                        "/dev/null");
        try {
            var terminal =
                    new Terminal(
                            program.prepare(Map.of(), command).redirectErrorStream(true).start());
            terminal.await("tandem> |tandem\\S*[>❯$] ");
            return terminal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until what has come since the last wait matches. */
    void await(String pattern) {
        var wanted = Pattern.compile(pattern);
        org.awaitility.Awaitility.await()
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .untilAsserted(() -> {
                    var matcher = wanted.matcher(screen);
                    if (!matcher.find(seen)) {
                        throw new AssertionError("'" + pattern + "' is not in:\n" + screen);
                    }
                    seen = matcher.end();
                });
    }

    int exitCode() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the shell is still running:\n" + screen);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        char[] buffer = new char[4096];
        try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                screen.append(buffer, 0, n);
            }
        } catch (IOException e) {
            screen.append("\n[").append(e).append("]\n");
        }
    }
}
