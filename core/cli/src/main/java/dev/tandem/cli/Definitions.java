package dev.tandem.cli;

import dev.tandem.cli.Screen.Style;
import java.util.List;
import java.util.Map;

/** Names beside what they mean or, where there is no room for that, above it. */
public final class Definitions {

    /** Columns that a meaning needs beside its name. */
    private static final int LEAST_ROOM = 24;

    private static final String INDENT = "  ";

    private Definitions() {}

    /** Prints a list with its heading, an empty line before it. */
    public static void print(Cli cli, String heading, Map<String, String> meanings) {
        Screen screen = cli.screen();
        cli.out().println();
        cli.out().println(screen.paint(Style.BOLD, heading));
        int width = meanings.keySet().stream().mapToInt(String::length).max().orElse(0);
        int beside = INDENT.length() + width + 2;
        boolean stacked = screen.width() - beside < LEAST_ROOM;
        int margin = stacked ? 6 : beside;
        meanings.forEach((name, meaning) -> {
            String painted = INDENT + screen.paint(Style.NAME, name);
            List<String> lines = Text.wrap(meaning, screen.width() - margin);
            if (stacked) {
                cli.out().println(painted);
            } else {
                cli.out()
                        .println(
                                painted + " ".repeat(width - name.length() + 2) + lines.getFirst());
                lines = lines.subList(1, lines.size());
            }
            lines.forEach(line -> cli.out().println(" ".repeat(margin) + line));
        });
    }
}
