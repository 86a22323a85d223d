// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lays text out for a person. */
public final class Text {

    private static final Pattern COLOUR = Pattern.compile("\033\\[[0-9;]*m");

    private Text() {}

    /**
     * Breaks a paragraph into lines of at most the given width, save for words that are longer; at
     * least one line.
     */
    public static List<String> wrap(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        int used = 0;
        for (String word : paragraph.split(" ", -1)) {
            int columns = visible(word);
            if (!line.isEmpty() && used + 1 + columns > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            used += columns + (line.isEmpty() ? 0 : 1);
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The same, with words that are longer broken where the line ends. */
    public static List<String> fill(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : wrap(paragraph, width)) {
            if (visible(line) <= width) {
                lines.add(line);
                continue;
            }
            int[] points = line.codePoints().toArray();
            int from = 0;
            int used = 0;
            for (int i = 0; i < points.length; i++) {
                if (used + columns(points[i]) > width && i > from) {
                    lines.add(new String(points, from, i - from));
                    from = i;
                    used = 0;
                }
                used += columns(points[i]);
            }
            lines.add(new String(points, from, points.length - from));
        }
        return lines;
    }

    /** Fills lines so that what follows the first words is below what stands after them. */
    public static List<String> hanging(String lead, String paragraph, int width) {
        String indent = " ".repeat(visible(lead));
        List<String> lines = new ArrayList<>();
        for (String line : fill(paragraph, Math.max(1, width - indent.length()))) {
            lines.add(((lines.isEmpty() ? lead : indent) + line).stripTrailing());
        }
        return lines;
    }

    /** The columns that text takes on a screen: colour takes none, ideographs take two. */
    public static int visible(CharSequence text) {
        String plain = text.toString();
        if (plain.indexOf('\033') >= 0) {
            plain = COLOUR.matcher(plain).replaceAll("");
        }
        int columns = 0;
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            columns += columns(plain.codePointAt(i));
        }
        return columns;
    }

    /** The text without colours, cut where it takes more columns than those. */
    public static String fit(String text, int width) {
        if (visible(text) <= width) {
            return text;
        }
        var cut = new StringBuilder();
        int left = width - 1;
        for (int point : text.codePoints().toArray()) {
            left -= columns(point);
            if (left < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return width < 1 ? "" : cut.append('…').toString();
    }

    /**
     * The text without the part of its middle for which there is no room, where what differs is at
     * its end.
     *
     * @param width in characters
     */
    public static String ends(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int head = Math.max(0, (width - 1) / 3);
        int tail = Math.max(0, width - 1 - head);
        return text.substring(0, head) + "…" + text.substring(text.length() - tail);
    }

    /** Cut or filled up on the right, so that it takes just that many columns. */
    public static String left(String text, int width) {
        String fitting = fit(text, width);
        return fitting + " ".repeat(Math.max(0, width - visible(fitting)));
    }

    /** Cut or filled up on the left. */
    public static String right(String text, int width) {
        String fitting = fit(text, width);
        return " ".repeat(Math.max(0, width - visible(fitting))) + fitting;
    }

    /** With a space for each character that moves the cursor. */
    public static String oneLine(String text) {
        return text.replaceAll("\\p{Cc}|[\u2028\u2029]", " ");
    }

    private static int columns(int point) {
        if (point < 0x80) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return Character.isIdeographic(point)
                || Character.isEmojiPresentation(point)
                || (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF01 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6);
    }
}
