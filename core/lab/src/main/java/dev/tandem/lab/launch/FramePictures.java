// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Bars.Bar;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Line;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.List;

/** Pictures inside a frame: the name of the kind, and what the picture is made of. */
final class FramePictures {

    private FramePictures() {}

    static void write(FrameBody.Writer out, Picture picture) {
        switch (picture) {
            case Bars bars -> {
                out.text("bars");
                out.text(bars.unit());
                out.number(bars.bars().size());
                bars.bars()
                        .forEach(bar -> {
                            out.text(bar.label());
                            out.real(bar.value());
                        });
            }
            case Series series -> {
                out.text("series");
                out.text(series.x());
                out.text(series.y());
                out.number(series.lines().size());
                series.lines()
                        .forEach(line -> {
                            out.text(line.label());
                            out.number(line.points().size());
                            line.points()
                                    .forEach(point -> {
                                        out.real(point.x());
                                        out.real(point.y());
                                    });
                        });
                out.number(series.marks().size());
                series.marks()
                        .forEach(mark -> {
                            out.text(mark.label());
                            out.real(mark.x());
                        });
            }
            case Histogram histogram -> {
                out.text("histogram");
                out.text(histogram.unit());
                out.number(histogram.bins().size());
                histogram
                        .bins()
                        .forEach(bin -> {
                            out.real(bin.from());
                            out.real(bin.to());
                            out.number(bin.count());
                        });
            }
            case Table table -> {
                out.text("table");
                out.texts(table.columns());
                out.number(table.rows().size());
                table.rows().forEach(row -> row.forEach(out::value));
            }
            case Sketch sketch -> {
                out.text("sketch");
                out.text(sketch.text());
            }
        }
    }

    /**
     * @throws ProtocolException when what was sent is no picture, or one that cannot be
     */
    static Picture read(FrameBody.Reader in) throws ProtocolException {
        String kind = in.text();
        try {
            return switch (kind) {
                case "bars" -> new Bars(in.text(), list(in, () -> new Bar(in.text(), in.real())));
                case "series" ->
                        new Series(
                                in.text(),
                                in.text(),
                                list(in, () -> line(in)),
                                list(in, () -> new Mark(in.text(), in.real())));
                case "histogram" ->
                        new Histogram(
                                in.text(),
                                list(in, () -> new Bin(in.real(), in.real(), in.number())));
                case "table" -> table(in);
                case "sketch" -> new Sketch(in.text());
                default ->
                        throw new ProtocolException("sent a picture of the unknown kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new ProtocolException("sent a picture that cannot be: " + e.getMessage());
        }
    }

    private static Line line(FrameBody.Reader in) throws ProtocolException {
        return new Line(in.text(), list(in, () -> new Point(in.real(), in.real())));
    }

    private static Table table(FrameBody.Reader in) throws ProtocolException {
        List<String> columns = in.texts();
        return new Table(
                columns,
                list(
                        in,
                        () -> {
                            List<Object> row = new ArrayList<>();
                            for (int i = 0; i < columns.size(); i++) {
                                row.add(in.value());
                            }
                            return row;
                        }));
    }

    private interface Part<T> {
        T read() throws ProtocolException;
    }

    private static <T> List<T> list(FrameBody.Reader in, Part<T> part) throws ProtocolException {
        List<T> parts = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            parts.add(part.read());
        }
        return parts;
    }
}
