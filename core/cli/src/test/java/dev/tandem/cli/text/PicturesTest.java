// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PicturesTest {

    static Stream<Arguments> onEveryScreen() {
        return IntStream.of(40, 80, 120)
                .boxed()
                .flatMap(width ->
                        Stream.of(true, false)
                                .flatMap(colour ->
                                        SamplePictures.all()
                                                .map(picture ->
                                                        Arguments.of(
                                                                new Screen(true, colour, width),
                                                                picture))));
    }

    @ParameterizedTest
    @MethodSource("onEveryScreen")
    void noLineIsWiderThanTheScreenOrMovesTheCursor(Screen screen, Picture picture) {
        assertThat(Pictures.lines(picture, screen))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(Text.visible(line)).isLessThanOrEqualTo(screen.width());
                    String plain = line.replaceAll("\033\\[[0-9;]*m", "");
                    assertThat(plain.chars()).noneMatch(Character::isISOControl);
                    assertThat(line.contains("\033")).isIn(false, screen.colour());
                });
    }

    private static List<String> lines(Picture picture, int width) {
        return Pictures.lines(picture, new Screen(true, false, width));
    }

    @Test
    void aBarIsAsLongAsItsValue() {
        assertThat(lines(Bars.of("ms").with("pool", 200).with("fork-join", 50).with("none", 0), 43))
                .containsExactly(
                        "pool       200 ms  ████████████████████████",
                        "fork-join   50 ms  ██████",
                        "none         0 ms");
    }

    @Test
    void aNegativeBarGoesTheOtherWay() {
        assertThat(lines(Bars.of("").with("up", 3).with("down", -1.5).with("none", 0), 27))
                .containsExactly(
                        "up     3.000      │████████",
                        "down  -1.500  ████│",
                        "none   0.000      │");
    }

    @Test
    void oneOfAKindIsToldInTheSingular() {
        assertThat(lines(Bars.of("tickets").with("a", 1).with("b", 2), 30))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("a  1 ticket   "),
                        two -> assertThat(two).startsWith("b  2 tickets "));
        assertThat(lines(Bars.of("ms").with("a", 1), 30).getFirst()).startsWith("a  1 ms");
    }

    @Test
    void aHistogramHasTheCountOfEachRange() {
        var picture = new Histogram("ms", List.of(new Bin(0, 10, 1200), new Bin(10, 20, 0)));
        assertThat(lines(picture, 32))
                .containsExactly(" 0 – 10 ms  1,200  █████████████", "10 – 20 ms      0");
    }

    @Test
    void numbersOfATableStandToTheRight() {
        var picture =
                new Table(
                        List.of("thread", "times", "share"),
                        List.of(List.of("main", 5, 0.5), List.of("worker-1", 1234567, 0.25)));
        assertThat(lines(picture, 80))
                .containsExactly(
                        "thread        times   share",
                        "main              5  0.5000",
                        "worker-1  1,234,567  0.2500");
    }

    @Test
    void whatATableHasNoRoomForIsCutOrNamed() {
        var picture =
                new Table(
                        List.of("what it did", "nanoseconds", "more"),
                        List.of(List.of("waited for the other one", 123456789, "x")));
        assertThat(lines(picture, 30))
                .containsExactly("what it did  nanoseconds  more", "waited for…  123,456,789  x");
        assertThat(lines(picture, 22))
                .containsExactly(
                        "what it…  nanoseconds", "waited …  123,456,789", "No room for: more");
    }

    @Test
    void aLineRunsFromCornerToCorner() {
        var picture =
                Series.of("threads", "speed-up")
                        .with("ideal", List.of(new Point(0, 0), new Point(8, 8)))
                        .marked("cores", 4);
        List<String> lines = lines(picture, 40);

        assertThat(lines.getFirst()).isEqualTo("speed-up");
        assertThat(lines.get(1)).endsWith(" cores");
        int mark = lines.get(1).indexOf("cores");
        assertThat(lines.get(2)).startsWith("8 ┤").endsWith("●");
        assertThat(lines.get(2).charAt(mark)).isEqualTo('┊');
        assertThat(lines.get(5)).startsWith("4 ┤");
        assertThat(lines.get(8)).startsWith("0 ┤●");
        assertThat(lines.get(10).strip()).startsWith("0 ").contains("threads").endsWith(" 8");
        assertThat(lines.getLast()).isEqualTo("  ● ideal");
    }

    @Test
    void linesAreToldApartWithoutColour() {
        var picture =
                Series.of("x", "y")
                        .with("first", List.of(new Point(0, 0), new Point(1, 1)))
                        .with("second", List.of(new Point(0, 1), new Point(1, 0)));
        assertThat(lines(picture, 40)).contains("  ● first", "  ▲ second");
    }

    @Test
    void aSketchIsAsItIs() {
        String wide = "-".repeat(200) + ">";
        assertThat(lines(new Sketch("  a\n\n" + wide), 40)).containsExactly("  a", "", wide);
    }

    @Test
    void picturesComeAfterTheWordsUnderTheWayToThem() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("drawing", new Sketch("<->"));
        evidence.put("lost", 3);
        evidence.put("both", List.of(Map.of("one", new Sketch("|"))));

        assertThat(EvidenceView.words(evidence, 80))
                .containsExactly("lost  3", "both  one drawn below");
        assertThat(EvidenceView.pictures(evidence, Screen.NONE, Screen.ENDLESS))
                .containsExactly("", "drawing", "  <->", "", "both, 1, one", "  |");
    }

    @Test
    void anAxisIsWrittenAsFineAsItsLengthNeeds() {
        assertThat(new Span(0, 16).written(0, 0.5, 1).apply(8)).isEqualTo("8");
        assertThat(new Span(0, 1.5).written(0, 1).apply(-0.001)).isEqualTo("0.00");
        assertThat(new Span(100, 100.05).written(0, 1).apply(100.0501)).isEqualTo("100.0501");
        assertThat(new Span(0, 2e6).written(0, 1).apply(2e6)).isEqualTo("2,000,000");
        assertThat(new Span(0, 1e300).written(0, 1).apply(1e300)).isEqualTo("1.000e+300");
    }
}
