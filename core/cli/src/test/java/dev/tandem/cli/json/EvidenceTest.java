// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceTest {

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        Bars.of("ms").with("pool", 1.5),
                        """
                        {"picture":"bars","unit":"ms","bars":[{"label":"pool","value":1.5}]}\
                        """),
                Arguments.of(
                        Series.of("n", "t").with("a", List.of(new Point(1, 2))).marked("m", 3),
                        """
                        {"picture":"series","x":"n","y":"t",\
                        "lines":[{"label":"a","points":[{"x":1.0,"y":2.0}]}],\
                        "marks":[{"label":"m","x":3.0}]}\
                        """),
                Arguments.of(
                        new Histogram("", List.of(new Bin(0, 1, 2))),
                        """
                        {"picture":"histogram","unit":"",\
                        "bins":[{"from":0.0,"to":1.0,"count":2}]}\
                        """),
                Arguments.of(
                        new Table(List.of("a", "b"), List.of(List.of("x", true), List.of(1, 0.5))),
                        """
                        {"picture":"table","columns":["a","b"],"rows":[["x",true],[1,0.5]]}\
                        """),
                Arguments.of(
                        new Sketch("a\n b"),
                        """
                        {"picture":"sketch","text":"a\\n b"}\
                        """));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPictureIsItsData(Picture picture, String json) {
        assertThat(Documents.text(Evidence.of(Map.of("seen", picture))))
                .isEqualTo("{\"seen\":" + json + "}");
    }

    @Test
    void picturesAreFoundHoweverDeepAndTheRestStaysAsItIs() {
        assertThat(
                        Documents.text(
                                Evidence.of(
                                        Map.of("all", List.of(1, Map.of("a", new Sketch("x")))))))
                .isEqualTo("{\"all\":[1,{\"a\":{\"picture\":\"sketch\",\"text\":\"x\"}}]}");
    }
}
