// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.spi.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What the output goes to.
 *
 * @param terminal whether a person looks at it as it comes
 * @param colour whether to colour it
 * @param width in columns
 * @param bounded whether every line has to fit into the width; otherwise it is for prose, and a
 *     table takes what it needs
 */
public record Screen(boolean terminal, boolean colour, int width, boolean bounded) {

    /** The width of what is no terminal. */
    private static final int DEFAULT_WIDTH = 100;

    /** No terminal. */
    public static final Screen NONE = new Screen(false, false, DEFAULT_WIDTH, false);

    public Screen(boolean terminal, boolean colour, int width) {
        this(terminal, colour, width, true);
    }

    /** The ways in which text is set apart. */
    public enum Style {
        BOLD("1"),
        DIM("2"),
        GOOD("32"),
        BAD("1;31"),
        NOTE("33"),
        NAME("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        /** How an outcome of a grade is set apart. */
        public static Style of(Grade grade) {
            return switch (grade) {
                case ACCEPTABLE -> GOOD;
                case INTERESTING -> NOTE;
                case FORBIDDEN, UNDECLARED -> BAD;
            };
        }
    }

    /** The screen behind a standard stream: 1 or 2. */
    public static Screen of(int stream, Map<String, String> environment) {
        if (!isTerminal(stream)) {
            OptionalInt columns = columns(environment);
            return columns.isPresent() ? new Screen(false, false, columns.getAsInt()) : NONE;
        }
        boolean colour =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Screen(true, colour, width(environment));
    }

    public String paint(Style style, String text) {
        return colour ? "\033[" + style.code + "m" + text + "\033[0m" : text;
    }

    /** Whether a standard stream (0, 1 or 2) is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // a native image may have none
    public static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux, or the stream is closed: the console knows of both standard streams at
            // once.
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }

    private static OptionalInt columns(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,3}")
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }

    private static int width(Map<String, String> environment) {
        OptionalInt columns = columns(environment);
        if (columns.isPresent()) {
            return columns.getAsInt();
        }
        // Java has no call for the size of a terminal, and every Unix has this one.
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Path.of("/dev/tty").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String size =
                    new String(
                                    stty.getInputStream().readAllBytes(),
                                    java.nio.charset.StandardCharsets.US_ASCII)
                            .strip();
            stty.waitFor(1, TimeUnit.SECONDS);
            return size.matches("\\d+ [1-9]\\d{0,3}")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : 80;
        } catch (IOException e) {
            return 80;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 80;
        }
    }
}
