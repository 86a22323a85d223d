// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names beside what they mean or, where there is no room for that, above it. */
public final class Definitions {

    /** Columns that a meaning needs beside its name. */
    private static final int LEAST_ROOM = 24;

    private static final String INDENT = "  ";

    private Definitions() {}

    /** A list with its heading, an empty line before it. */
    public static List<String> lines(Screen screen, String heading, Map<String, String> meanings) {
        List<String> lines = new ArrayList<>(List.of("", screen.paint(Style.BOLD, heading)));
        int width = meanings.keySet().stream().mapToInt(String::length).max().orElse(0);
        int beside = INDENT.length() + width + 2;
        boolean stacked = screen.width() - beside < LEAST_ROOM;
        int margin = stacked ? 6 : beside;
        meanings.forEach((name, meaning) -> {
            String painted = INDENT + screen.paint(Style.NAME, name);
            List<String> wrapped = Text.wrap(meaning, screen.width() - margin);
            if (stacked) {
                lines.add(painted);
            } else {
                lines.add(painted + " ".repeat(width - name.length() + 2) + wrapped.getFirst());
                wrapped = wrapped.subList(1, wrapped.size());
            }
            wrapped.forEach(line -> lines.add(" ".repeat(margin) + line));
        });
        return lines;
    }
}
