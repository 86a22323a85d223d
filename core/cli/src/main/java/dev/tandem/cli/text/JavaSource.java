// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Java source, for a person to read. */
public final class JavaSource {

    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    abstract assert boolean break byte case catch char class continue default do
                    double else enum extends final finally float for if implements import instanceof
                    int interface long native new null package permits private protected public
                    record return sealed short static super switch synchronized this throw throws
                    transient true false try var void volatile when while yield
                    """
                            .split("\\s+"));

    /** What can hide what looks like something else comes first. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    String.join(
                            "|",
                            "//[^\\n]*|/\\*[\\s\\S]*?\\*/",
                            "\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\"",
                            "\"(?:[^\"\\\\\\n]|\\\\.)*+\"",
                            "'(?:[^'\\\\\\n]|\\\\.)*+'",
                            "@?[A-Za-z_]\\w*"));

    private JavaSource() {}

    /** The lines as they are or, on a screen with colour, with their words set apart. */
    public static List<String> lines(String source, Screen screen) {
        if (!screen.colour()) {
            return source.lines().toList();
        }
        return TOKEN.matcher(source)
                .replaceAll(token -> Matcher.quoteReplacement(painted(token.group(), screen)))
                .lines()
                .toList();
    }

    private static String painted(String token, Screen screen) {
        char first = token.charAt(0);
        if (first == '/') {
            return byLine(Style.DIM, token, screen);
        }
        if (first == '"' || first == '\'') {
            return byLine(Style.GOOD, token, screen);
        }
        if (first == '@') {
            return screen.paint(Style.NOTE, token);
        }
        return KEYWORDS.contains(token) ? screen.paint(Style.NAME, token) : token;
    }

    /** So that each line can be shown by itself. */
    private static String byLine(Style style, String token, Screen screen) {
        return token.lines()
                .map(line -> line.isEmpty() ? line : screen.paint(style, line))
                .collect(Collectors.joining("\n"));
    }

    /** The words of the program that begin with a capital letter, each once, in their order. */
    public static Set<String> typeNames(String source) {
        Set<String> names = new LinkedHashSet<>();
        TOKEN.matcher(source)
                .results()
                .map(token -> token.group())
                .filter(token -> Character.isUpperCase(token.charAt(0)))
                .forEach(names::add);
        return names;
    }
}
