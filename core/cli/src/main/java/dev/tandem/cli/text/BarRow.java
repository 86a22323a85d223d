// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What is written beside a bar, and how long it is.
 *
 * @param label its name, or the range of values that were counted, in one line
 * @param text its value, with the unit
 */
public record BarRow(String label, String text, double value) {

    public static List<BarRow> of(Bars bars) {
        DoubleFunction<String> written =
                Numbers.alike(bars.bars().stream().mapToDouble(Bars.Bar::value).toArray());
        String unit = unit(bars.unit());
        return bars.bars().stream()
                .map(bar ->
                        new BarRow(
                                Text.oneLine(bar.label()),
                                written.apply(bar.value()) + of(bar.value(), unit),
                                bar.value()))
                .toList();
    }

    /** What is counted is called by its plural; a unit such as ms has none. */
    private static String of(double value, String unit) {
        boolean counts = unit.endsWith("s") && unit.length() > " ms".length();
        // The blank keeps the numbers in their column.
        return counts && value == 1 ? unit.substring(0, unit.length() - 1) + " " : unit;
    }

    public static List<BarRow> of(Histogram histogram) {
        DoubleFunction<String> written =
                Numbers.alike(
                        histogram.bins().stream()
                                .flatMapToDouble(bin -> DoubleStream.of(bin.from(), bin.to()))
                                .toArray());
        String unit = unit(histogram.unit());
        int from = widest(histogram.bins().stream().map(bin -> written.apply(bin.from())));
        int to = widest(histogram.bins().stream().map(bin -> written.apply(bin.to())));
        return histogram.bins().stream()
                .map(bin ->
                        new BarRow(
                                Text.right(written.apply(bin.from()), from)
                                        + " – "
                                        + Text.right(written.apply(bin.to()), to)
                                        + unit,
                                String.format(Locale.ROOT, "%,d", bin.count()),
                                (double) bin.count()))
                .toList();
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + Text.oneLine(unit);
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(Text::visible).max().orElse(0);
    }
}
