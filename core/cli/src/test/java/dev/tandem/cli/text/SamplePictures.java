// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of every kind, with what is hard to draw among them; all but sketches. */
public final class SamplePictures {

    private static final String LONG = "a name that is far longer than any screen ".repeat(4);
    private static final String HOSTILE = "</text><script>alert(1)</script>\n\033[31m\t&\0\uD800";
    private static final double MOST = Double.MAX_VALUE;

    private SamplePictures() {}

    public static Stream<Picture> all() {
        return Stream.of(bars(), series(), histograms(), tables()).flatMap(kind -> kind);
    }

    private static Stream<Picture> bars() {
        return Stream.of(
                Bars.of("ms"),
                Bars.of("ms").with("only", 12),
                Bars.of("").with("none", 0).with("as little", -0.0),
                Bars.of("ms").with("up", 2.5).with("down", -1),
                Bars.of("ms").with("down", -1).with("further", -3),
                Bars.of("").with("up", MOST).with("down", -MOST).with("little", Double.MIN_VALUE),
                Bars.of(LONG).with(LONG, 1),
                Bars.of("ms").with(LONG, 1).with("池の名前がとても長いのでどの画面にも入らない", 12345678),
                Bars.of("🧵").with("e\u0301clair 🧵🧵🧵", 3).with(HOSTILE, 1).with("", 2));
    }

    private static Stream<Picture> series() {
        List<Point> many =
                IntStream.range(0, 500).mapToObj(i -> new Point(i, Math.sin(i / 20.0))).toList();
        List<Point> extreme = List.of(new Point(-MOST, -MOST), new Point(MOST, MOST));
        Series full = Series.of("threads", "speed-up").with("one", many);
        for (int i = 0; i < 10; i++) {
            full = full.with("line " + i, List.of(new Point(i, i), new Point(2 * i, 3)));
        }
        return Stream.of(
                Series.of("threads", "speed-up"),
                Series.of("threads", "speed-up").marked("alone", 3).with("none", List.of()),
                Series.of("threads", "speed-up").with("point", List.of(new Point(3, 4))),
                Series.of("threads", "speed-up").with("many", many),
                full.marked("cores", 4).marked("beyond", 5000).marked("as far", 5000),
                Series.of("x", "y").with("extreme", extreme),
                Series.of(LONG, LONG).with(LONG, many).marked(LONG, 250).marked(LONG, 499),
                Series.of(HOSTILE, "速度").with("池", many).marked(HOSTILE, 3));
    }

    private static Stream<Picture> histograms() {
        return Stream.of(
                Histogram.of("ms", new double[0], 5),
                Histogram.of("ms", new double[] {7}, 5),
                Histogram.of("", new double[] {1, 2, 2, 3, 10}, 4),
                Histogram.of("", new double[] {-MOST, 0, MOST}, 3),
                new Histogram(LONG, List.of(new Bin(0, 1, Long.MAX_VALUE), new Bin(1, 2, 0))));
    }

    private static Stream<Picture> tables() {
        List<String> wide = IntStream.range(0, 40).mapToObj(i -> "column " + i).toList();
        return Stream.of(
                new Table(List.of("empty"), List.of()),
                new Table(
                        List.of("thread", "holds", "times"),
                        List.of(List.of("main", true, 12), List.of(LONG, LONG, 1234567))),
                new Table(wide, List.of(List.copyOf(wide))),
                new Table(List.of(LONG), List.of(List.of(HOSTILE), List.of(MOST))),
                new Table(List.of("名", "値"), List.of(List.of("長い名前の".repeat(20), 0.5))));
    }
}
