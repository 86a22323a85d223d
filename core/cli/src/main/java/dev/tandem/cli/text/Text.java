package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Lays text out for a person. */
public final class Text {

    private Text() {}

    /**
     * Breaks a paragraph into lines of at most the given width, save for words that are longer; at
     * least one line.
     */
    public static List<String> wrap(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (!line.isEmpty() && visible(line) + 1 + visible(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Wraps a paragraph so that what follows its first words is below what stands after them. */
    static List<String> hanging(String lead, String paragraph, int width) {
        String indent = " ".repeat(visible(lead));
        List<String> lines = new ArrayList<>();
        for (String line : wrap(paragraph, Math.max(1, width - indent.length()))) {
            lines.add((lines.isEmpty() ? lead : indent) + line);
        }
        return lines;
    }

    /** The columns that text takes on a screen: colour takes none. */
    public static int visible(CharSequence text) {
        String plain = text.toString().replaceAll("\033\\[[0-9;]*m", "");
        return plain.codePointCount(0, plain.length());
    }
}
