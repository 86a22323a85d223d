// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table with its columns aligned: numbers to the right, all else to the left. Where it is too
 * wide, long texts are cut first; then columns are left out from the right, and named below it.
 */
final class TableView {

    private static final String GAP = "  ";
    private static final int LEAST_TEXT = 8;

    private final Table table;
    private final Screen screen;

    TableView(Table table, Screen screen) {
        this.table = table;
        this.screen = screen;
    }

    List<String> lines() {
        int[] widths = widths();
        int shown = shown(widths);
        if (shown == 1) {
            widths[0] = Math.min(widths[0], screen.width());
        }
        List<String> lines = new ArrayList<>();
        lines.add(screen.paint(Style.DIM, line(table.columns(), widths, shown)));
        table.rows().forEach(row -> lines.add(line(row, widths, shown)));
        if (table.rows().isEmpty()) {
            lines.add("none");
        }
        if (shown < widths.length) {
            String left = String.join(", ", table.columns().subList(shown, widths.length));
            Text.wrap("No room for: " + Text.oneLine(left), screen.width())
                    .forEach(line -> lines.add(Text.fit(line, screen.width())));
        }
        return lines;
    }

    /** What each column needs, the longest texts cut where there is no room for them. */
    private int[] widths() {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    Math.max(
                            Text.visible(cell(i, table.columns().get(i))),
                            table.rows().stream()
                                    .mapToInt(row -> Text.visible(cell(column, row.get(column))))
                                    .max()
                                    .orElse(0));
        }
        while (total(widths, widths.length) > screen.width()) {
            int longest =
                    IntStream.range(0, widths.length)
                            .filter(i -> !isNumeric(i) && widths[i] > LEAST_TEXT)
                            .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                            .orElse(-1);
            if (longest < 0) {
                break;
            }
            widths[longest]--;
        }
        return widths;
    }

    private int shown(int[] widths) {
        int shown = widths.length;
        while (shown > 1 && total(widths, shown) > screen.width()) {
            shown--;
        }
        return shown;
    }

    private static int total(int[] widths, int columns) {
        return IntStream.range(0, columns).map(i -> widths[i] + GAP.length()).sum() - GAP.length();
    }

    private String cell(int column, Object value) {
        return Pictures.cell(table.columns().get(column), value);
    }

    private boolean isNumeric(int column) {
        return !table.rows().isEmpty()
                && table.rows().stream().allMatch(row -> row.get(column) instanceof Number);
    }

    private String line(List<?> cells, int[] widths, int shown) {
        return IntStream.range(0, shown)
                .mapToObj(i -> {
                    String text = cell(i, cells.get(i));
                    return isNumeric(i) ? Text.right(text, widths[i]) : Text.left(text, widths[i]);
                })
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }
}
