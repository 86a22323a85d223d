// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Line;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Evidence as documents have it: a picture is a map that names its kind and has its data. */
public final class Evidence {

    private Evidence() {}

    /** The same evidence in the same order, with a map in place of every picture, however deep. */
    public static Map<String, Object> of(Map<?, ?> evidence) {
        Map<String, Object> values = new LinkedHashMap<>();
        evidence.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
        return values;
    }

    private static Object value(Object value) {
        return switch (value) {
            case Picture picture -> picture(picture);
            case Map<?, ?> map -> of(map);
            case Collection<?> several -> several.stream().map(Evidence::value).toList();
            default -> value;
        };
    }

    private static Map<String, Object> picture(Picture picture) {
        Map<String, Object> data = new LinkedHashMap<>();
        switch (picture) {
            case Bars bars -> {
                data.put("picture", "bars");
                data.put("unit", bars.unit());
                data.put(
                        "bars",
                        all(bars.bars(), b -> pair("label", b.label(), "value", b.value())));
            }
            case Series series -> {
                data.put("picture", "series");
                data.put("x", series.x());
                data.put("y", series.y());
                data.put("lines", all(series.lines(), Evidence::line));
                data.put("marks", all(series.marks(), m -> pair("label", m.label(), "x", m.x())));
            }
            case Histogram histogram -> {
                data.put("picture", "histogram");
                data.put("unit", histogram.unit());
                data.put("bins", all(histogram.bins(), Evidence::bin));
            }
            case Table table -> {
                data.put("picture", "table");
                data.put("columns", table.columns());
                data.put("rows", table.rows());
            }
            case Sketch sketch -> {
                data.put("picture", "sketch");
                data.put("text", sketch.text());
            }
        }
        return data;
    }

    private static Map<String, Object> line(Line line) {
        return pair(
                "label",
                line.label(),
                "points",
                all(line.points(), point -> pair("x", point.x(), "y", point.y())));
    }

    private static Map<String, Object> bin(Bin bin) {
        Map<String, Object> data = pair("from", bin.from(), "to", bin.to());
        data.put("count", bin.count());
        return data;
    }

    private static <T> List<Object> all(List<T> parts, Function<T, Object> data) {
        return parts.stream().map(data).toList();
    }

    private static Map<String, Object> pair(
            String first, Object value, String second, Object other) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(first, value);
        data.put(second, other);
        return data;
    }
}
