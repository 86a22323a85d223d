// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as it was typed, cut into words.
 *
 * <p>Blanks part words. A backslash makes the next character an ordinary one; between single quotes
 * every character is one, between double quotes all but the backslash. {@code #} where a word would
 * begin makes the rest of the line a comment, {@code &} at the end asks for the background.
 *
 * @param closed whether every quote that was opened is closed and the last backslash has something
 *     after it
 */
public record CommandText(String text, List<Word> words, boolean background, boolean closed) {

    /**
     * @param text without its quotes
     * @param start where it begins in the line
     * @param end where it ends in the line, excluded
     */
    public record Word(String text, int start, int end) {}

    /** Cuts a line; never fails. */
    public static CommandText of(String line) {
        return new Cutter(line).cut();
    }

    /** The words without their places. */
    public List<String> strings() {
        return words.stream().map(Word::text).toList();
    }

    private static final class Cutter {

        private final String line;
        private final List<Word> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int at;

        Cutter(String line) {
            this.line = line;
        }

        CommandText cut() {
            boolean closed = true;
            while (closed && !isAtEnd()) {
                int start = at;
                word.setLength(0);
                while (closed
                        && at < line.length()
                        && !isBlank(line.charAt(at))
                        && !isAmpersand()) {
                    closed = piece();
                }
                words.add(new Word(word.toString(), start, at));
            }
            boolean background = at < line.length() && line.charAt(at) == '&';
            return new CommandText(line, List.copyOf(words), background, closed);
        }

        /** Skips blanks; a comment and the ampersand end the words. */
        private boolean isAtEnd() {
            while (at < line.length() && isBlank(line.charAt(at))) {
                at++;
            }
            return at == line.length() || line.charAt(at) == '#' || isAmpersand();
        }

        private boolean isAmpersand() {
            if (line.charAt(at) != '&') {
                return false;
            }
            String rest = line.substring(at + 1).strip();
            return rest.isEmpty() || rest.startsWith("#");
        }

        /** Takes a character or a quoted piece; false when the line ends within it. */
        private boolean piece() {
            char c = line.charAt(at++);
            return switch (c) {
                case '\\' -> escaped();
                case '\'', '"' -> quoted(c);
                default -> {
                    word.append(c);
                    yield true;
                }
            };
        }

        private boolean escaped() {
            if (at == line.length()) {
                return false;
            }
            word.append(line.charAt(at++));
            return true;
        }

        private boolean quoted(char quote) {
            while (at < line.length()) {
                char c = line.charAt(at++);
                if (c == quote) {
                    return true;
                }
                if (c == '\\' && quote == '"') {
                    if (!escaped()) {
                        return false;
                    }
                } else {
                    word.append(c);
                }
            }
            return false;
        }

        private static boolean isBlank(char c) {
            return Character.isWhitespace(c);
        }
    }
}
