// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Machine;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows a comparison to a person: the machine, a row and a bar for each model, and what may be
 * concluded.
 */
public final class CompareView {

    private final Screen screen;

    public CompareView(Screen screen) {
        this.screen = screen;
    }

    /**
     * @param against how it compares with an earlier one
     */
    public List<String> lines(ComparisonReport report, Optional<Against> against) {
        List<String> lines = new ArrayList<>();
        var request = report.request();
        lines.add(
                screen.paint(Style.BOLD, request.job().spec().id())
                        + "  "
                        + request.job().spec().title());
        String values =
                request.parameters().asText().entrySet().stream()
                        .map(CompareView::written)
                        .collect(Collectors.joining(" "));
        lines.addAll(wrapped(values + " seed=" + request.seed(), Style.DIM));
        lines.addAll(wrapped(machine(report.machine()), Style.DIM));
        lines.add("");
        lines.addAll(new CompareTable(screen, report).lines());
        report.models().stream().filter(m -> !m.agrees()).forEach(m -> lines.addAll(absent(m)));
        ModelReport first = report.baseline();
        if (report.models().size() == 1 && first.samples().size() > 1) {
            lines.add("");
            lines.addAll(Pictures.lines(CompareCharts.spread(first), screen));
        }
        lines.add("");
        new Conclusions(screen, report, against)
                .sentences()
                .forEach(text -> lines.addAll(Text.wrap(text, screen.width())));
        return lines;
    }

    private List<String> wrapped(String text, Style style) {
        return Text.wrap(text.strip(), screen.width()).stream()
                .map(line -> screen.paint(style, line))
                .toList();
    }

    private static String written(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + parameter.getValue();
    }

    static String machine(Machine machine) {
        String memory =
                machine.memoryBytes() == 0 ? "" : ", " + bytes((double) machine.memoryBytes());
        return machine.cpu()
                + ", "
                + Wording.count(machine.processors(), "processor")
                + memory
                + ", "
                + machine.os()
                + ", "
                + machine.runtime();
    }

    private List<String> absent(ModelReport model) {
        String text =
                switch (model.standing()) {
                    case Standing.Agrees agrees -> "";
                    case Standing.Waiting waiting -> "stopped before it was run";
                    case Standing.Differs differs ->
                            screen.paint(Style.BAD, "wrong") + ": " + differs.reason();
                    case Standing.Failed failed ->
                            screen.paint(Style.BAD, "failed")
                                    + ": "
                                    + TandemException.told(failed.error());
                    case Standing.Missing missing ->
                            "not available: "
                                    + missing.why().reason()
                                    + "; "
                                    + missing.why().remedy();
                };
        List<String> wrapped =
                Text.wrap(model.id() + "  " + text.replace('\n', ' '), screen.width() - 2);
        List<String> lines = new ArrayList<>(wrapped.subList(0, 1));
        wrapped.stream().skip(1).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** Writes a number of bytes for a person: {@code 92 MB}. */
    static String bytes(double bytes) {
        if (bytes < 999.5) {
            return Math.round(bytes) + " B";
        }
        if (bytes < 999_500) {
            return Math.round(bytes / 1e3) + " kB";
        }
        return bytes < 999.5e6
                ? Math.round(bytes / 1e6) + " MB"
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
