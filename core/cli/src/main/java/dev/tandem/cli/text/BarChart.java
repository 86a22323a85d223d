// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import java.util.List;

/** A row for each value: its name, the number, and a bar as long as the number is great. */
final class BarChart {

    private static final String GAP = "  ";
    private static final int LEAST_BAR = 4;
    private static final int MOST_BAR = 60;

    private final List<BarRow> rows;
    private final Screen screen;
    private final int labels;
    private final int texts;

    BarChart(List<BarRow> rows, Screen screen) {
        this.rows = rows;
        this.screen = screen;
        int widest = rows.stream().mapToInt(row -> Text.visible(row.text())).max().orElse(0);
        // Only a unit can be as long as that; what is cut of it is not the number.
        texts = Math.min(widest, screen.width() / 2);
        int longest = rows.stream().mapToInt(row -> Text.visible(row.label())).max().orElse(0);
        int room = screen.width() - texts - 2 * GAP.length();
        labels = Math.clamp(room * 2L / 3, 1, Math.max(1, longest));
    }

    List<String> lines() {
        if (rows.isEmpty()) {
            return List.of("none");
        }
        double greatest = rows.stream().mapToDouble(row -> Math.abs(row.value())).max().orElse(0);
        double most = rows.stream().mapToDouble(BarRow::value).max().orElse(0);
        double least = rows.stream().mapToDouble(BarRow::value).min().orElse(0);
        int room = Math.min(MOST_BAR, screen.width() - labels - texts - 2 * GAP.length());
        if (room < LEAST_BAR || greatest == 0) {
            return rows.stream().map(row -> named(row).stripTrailing()).toList();
        }
        // In shares of the greatest, because the sum of two numbers need not be finite.
        double up = Math.max(0, most / greatest);
        double down = Math.max(0, -least / greatest);
        int right = right(room, up, down);
        int left = down == 0 ? 0 : room - 1 - right;
        return rows.stream()
                .map(row -> {
                    double share = row.value() / greatest;
                    String below = share < 0 ? below(-share / down, left) : " ".repeat(left);
                    String zero = down == 0 ? "" : "│";
                    String above =
                            share > 0 ? screen.paint(Style.NAME, Bar.of(share / up, right)) : "";
                    return (named(row) + GAP + below + zero + above).stripTrailing();
                })
                .toList();
    }

    /**
     * Of the columns that there are, those for bars to the right; one is between them and others.
     */
    private static int right(int room, double up, double down) {
        if (down == 0) {
            return room;
        }
        return up == 0 ? 0 : Math.clamp(Math.round((room - 1) * up / (up + down)), 1, room - 2);
    }

    private String named(BarRow row) {
        return Text.left(row.label(), labels) + GAP + Text.right(row.text(), texts);
    }

    /** A bar that grows to the left, in whole columns. */
    private String below(double share, int width) {
        int cells = Math.clamp(Math.round(share * width), 1, width);
        return " ".repeat(width - cells) + screen.paint(Style.NOTE, "█".repeat(cells));
    }
}
