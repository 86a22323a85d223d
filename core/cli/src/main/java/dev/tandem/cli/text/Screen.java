// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Tone;
import dev.tandem.spi.Grade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What the output goes to.
 *
 * @param terminal whether a person looks at it as it comes
 * @param colour whether to colour it
 * @param width in columns
 * @param bounded whether every line has to fit into the width; otherwise it is for prose, and a
 *     table takes what it needs
 * @param height in rows; {@link #ENDLESS} where what is printed stays for good, as in a file or on
 *     a terminal that cannot move its cursor
 */
public record Screen(boolean terminal, boolean colour, int width, boolean bounded, int height) {

    /** The height of what has no rows that could be drawn over. */
    public static final int ENDLESS = Integer.MAX_VALUE;

    /** The size of what does not say its own. */
    private static final int DEFAULT_WIDTH = 100;

    private static final int TERMINAL_WIDTH = 80;
    private static final int TERMINAL_HEIGHT = 24;
    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");

    /** No terminal. */
    public static final Screen NONE = new Screen(false, false, DEFAULT_WIDTH, false, ENDLESS);

    /** A bounded one without an end. */
    public Screen(boolean terminal, boolean colour, int width) {
        this(terminal, colour, width, ENDLESS);
    }

    /** A bounded one. */
    public Screen(boolean terminal, boolean colour, int width, int height) {
        this(terminal, colour, width, true, height);
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
            return of(Tone.of(grade));
        }

        static Style of(Tone tone) {
            return switch (tone) {
                case HEADING -> BOLD;
                case NAME -> NAME;
                case GOOD -> GOOD;
                case NOTE -> NOTE;
                case BAD -> BAD;
            };
        }
    }

    /** The screen behind a standard stream: 1 or 2. */
    public static Screen of(int stream, Map<String, String> environment) {
        if (!isTerminal(stream)) {
            OptionalInt columns = count(environment, "COLUMNS");
            return columns.isPresent() ? new Screen(false, false, columns.getAsInt()) : NONE;
        }
        boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean colour = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        OptionalInt columns = count(environment, "COLUMNS");
        OptionalInt lines = count(environment, "LINES");
        int[] size =
                columns.isPresent() && lines.isPresent()
                        ? new int[] {lines.getAsInt(), columns.getAsInt()}
                        : size();
        return new Screen(
                true, colour, columns.orElse(size[1]), dumb ? ENDLESS : lines.orElse(size[0]));
    }

    /** Whether what has been printed can be drawn over. */
    public boolean redraws() {
        return terminal && height != ENDLESS;
    }

    /** The same with fewer columns, such as for what is set in. */
    public Screen narrower(int columns) {
        return new Screen(terminal, colour, width - columns, bounded, height);
    }

    /** As for {@link dev.tandem.explore.text.Ink}. */
    public String paint(Tone tone, String text) {
        return paint(Style.of(tone), text);
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

    private static OptionalInt count(Map<String, String> environment, String name) {
        String text = environment.getOrDefault(name, "");
        return COUNT.matcher(text).matches()
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    /** The rows and columns of the terminal. */
    private static int[] size() {
        // Java has no call for the size of a terminal, and every Unix has this one.
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Path.of("/dev/tty").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String[] size =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .strip()
                            .split(" ", -1);
            stty.waitFor(1, TimeUnit.SECONDS);
            if (size.length == 2 && Arrays.stream(size).allMatch(COUNT.asMatchPredicate())) {
                return new int[] {Integer.parseInt(size[0]), Integer.parseInt(size[1])};
            }
        } catch (IOException e) {
            // No stty, or no terminal that it could ask: the usual size.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new int[] {TERMINAL_HEIGHT, TERMINAL_WIDTH};
    }
}
