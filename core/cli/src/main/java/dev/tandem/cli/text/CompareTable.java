// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.spi.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * The models that were measured, a row each with a bar as long as its time. As many columns as the
 * width allows, the most telling first: names, times and speed-ups stay even on forty columns.
 */
final class CompareTable {

    private static final String GAP = "  ";
    private static final String SPEEDUP = "speed-up";
    private static final String EFFICIENCY = "efficiency";
    private static final Set<String> RELATIVE = Set.of(SPEEDUP, EFFICIENCY);
    private static final int LEAST_BAR = 8;
    private static final int MOST_BAR = 30;
    private static final long NOTED_STARTUP = 1_000_000;

    private static final MathContext THREE_DIGITS = new MathContext(3);

    /**
     * @param importance columns with the highest go first when the screen is narrow
     */
    private record Column(String title, int importance, List<String> cells) {
        int width() {
            int widest = cells.stream().mapToInt(Text::visible).max().orElse(0);
            return Math.max(widest, Text.visible(title));
        }
    }

    private final Screen screen;
    private final ComparisonReport report;
    private final List<ModelReport> models;

    CompareTable(Screen screen, ComparisonReport report) {
        this.screen = screen;
        this.report = report;
        models = report.models().stream().filter(m -> m.time().isPresent()).toList();
    }

    List<String> lines() {
        if (models.isEmpty()) {
            return List.of();
        }
        List<Column> columns = fitting(columns());
        int room =
                screen.bounded()
                        ? Math.min(MOST_BAR, screen.width() - 1 - width(columns))
                        : MOST_BAR;
        List<String> lines = new ArrayList<>();
        lines.add(screen.paint(Style.DIM, line(columns, Column::title)));
        double longest = models.stream().mapToDouble(CompareTable::median).max().orElse(1);
        for (int i = 0; i < models.size(); i++) {
            int row = i;
            ModelReport model = models.get(i);
            String line = line(columns, column -> column.cells().get(row));
            String bar =
                    room < LEAST_BAR || models.size() == 1
                            ? ""
                            : Bar.of(median(model) / longest, room);
            boolean best = report.fastest().filter(model::equals).isPresent();
            lines.add(
                    bar.isEmpty()
                            ? line
                            : line + GAP + screen.paint(best ? Style.GOOD : Style.NAME, bar));
        }
        return lines;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("model", 0, models.stream().map(ModelReport::id).toList()));
        columns.add(column("time", 0, m -> Durations.human(median(m))));
        columns.add(
                column(
                        "95 % interval",
                        3, m -> interval(m.time().orElseThrow(), Durations::human)));
        columns.add(column(SPEEDUP, 0, m -> m.speedup().map(s -> times(s.value())).orElse("")));
        columns.add(
                column(
                        "95 % interval",
                        2,
                        m ->
                                m.equals(report.baseline())
                                        ? ""
                                        : m.speedup()
                                                .map(s -> interval(s, CompareTable::times))
                                                .orElse("")));
        columns.add(column(EFFICIENCY, 4, m -> percent(m.efficiency())));
        columns.add(column("CPU time", 5, CompareTable::cpuTime));
        columns.add(column("allocated", 6, m -> known(m.allocatedBytes(), CompareView::bytes)));
        columns.add(column("workers", 6, m -> known(m.workersPeakBytes(), CompareView::bytes)));
        columns.add(
                column(
                        "start-up",
                        startupMatters() ? 1 : 7,
                        m -> known(m.startupNanos(), Durations::human)));
        columns.removeIf(c -> c.cells().stream().allMatch(String::isEmpty));
        if (report.models().size() == 1) {
            // There is nothing that it could be faster than.
            columns.removeIf(c -> RELATIVE.contains(c.title()));
        }
        return columns;
    }

    /** Whether one of the models takes its time to be ready, as processes do. */
    private boolean startupMatters() {
        return models.stream().anyMatch(m -> m.startupNanos().orElse(0) >= NOTED_STARTUP);
    }

    private Column column(String title, int importance, Function<ModelReport, String> cell) {
        return new Column(title, importance, models.stream().map(cell).toList());
    }

    private List<Column> fitting(List<Column> columns) {
        List<Column> kept = new ArrayList<>(columns);
        int least = columns.stream().mapToInt(Column::importance).max().orElse(0);
        for (int unimportant = least; unimportant > 0; unimportant--) {
            if (!screen.bounded() || width(kept) + LEAST_BAR < screen.width()) {
                break;
            }
            int level = unimportant;
            kept.removeIf(c -> c.importance() == level);
        }
        return kept;
    }

    private static int width(List<Column> columns) {
        return columns.stream().mapToInt(c -> c.width() + GAP.length()).sum();
    }

    /** Names to the left, numbers to the right. */
    private static String line(List<Column> columns, Function<Column, String> cell) {
        var line = new StringBuilder();
        for (Column column : columns) {
            String text = cell.apply(column);
            String padding = " ".repeat(column.width() - Text.visible(text));
            boolean first = line.isEmpty();
            line.append(first ? text + padding : GAP + padding + text);
        }
        return line.toString();
    }

    private static double median(ModelReport model) {
        return model.time().orElseThrow().value();
    }

    private static String interval(Estimate estimate, DoubleFunction<String> written) {
        return estimate.low().isEmpty()
                ? ""
                : written.apply(estimate.low().getAsDouble())
                        + "–"
                        + written.apply(estimate.high().orElseThrow());
    }

    /** Writes a positive ratio with three significant digits. */
    static String times(double ratio) {
        // Rounding may carry: 9.996 is 10.0.
        double carried = new BigDecimal(ratio).round(THREE_DIGITS).doubleValue();
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(carried)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", ratio);
    }

    private static String percent(OptionalDouble share) {
        if (share.isEmpty()) {
            return "";
        }
        double percent = 100 * share.getAsDouble();
        return (percent < 1 ? times(percent) : String.format(Locale.ROOT, "%,.0f", percent)) + " %";
    }

    private static String cpuTime(ModelReport model) {
        return model.cpuNanos().isPresent()
                ? Durations.human((double) model.cpuNanos().getAsLong())
                : "not measurable";
    }

    private static String known(OptionalLong value, DoubleFunction<String> written) {
        return value.isEmpty() ? "" : written.apply((double) value.getAsLong());
    }
}
