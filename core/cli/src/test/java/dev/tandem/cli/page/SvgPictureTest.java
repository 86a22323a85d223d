// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.text.SamplePictures;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Sketch;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPictureTest {

    static Stream<Picture> pictures() {
        return Stream.concat(
                SamplePictures.all(),
                Stream.of(new Sketch(""), new Sketch("<a>\n\t-->\033[0m\0 ]]>&amp;")));
    }

    private static Document parsed(Picture picture) throws Exception {
        String svg = SvgPicture.of("<a & \"title\">", picture);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> named(Document document, String name) {
        NodeList all = document.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyPictureIsWellFormedAndHasNothingButShapesAndText(Picture picture) throws Exception {
        Document document = parsed(picture);

        assertThat(named(document, "title"))
                .extracting(Element::getTextContent)
                .containsExactly("<a & \"title\">");
        assertThat(named(document, "*"))
                .extracting(Element::getTagName)
                .isSubsetOf("svg", "title", "text", "rect", "line", "polyline", "circle");
        assertThat(document.getDocumentElement().getAttribute("fill")).isEqualTo("currentColor");
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void everyShapeIsInsideTheDrawing(Picture picture) throws Exception {
        Document document = parsed(picture);
        double width = number(document.getDocumentElement(), "width");

        for (Element bar : named(document, "rect")) {
            assertThat(number(bar, "x")).isBetween(0.0, width);
            assertThat(number(bar, "x") + number(bar, "width")).isBetween(0.0, width + 1);
        }
        for (Element dot : named(document, "circle")) {
            assertThat(number(dot, "cx")).isBetween(0.0, width);
        }
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void aBarIsAsLongAsItsValue() throws Exception {
        List<Element> bars =
                named(parsed(Bars.of("ms").with("a", 10).with("b", -5).with("none", 0)), "rect");

        assertThat(bars).hasSize(2);
        double up = number(bars.getFirst(), "width");
        assertThat(number(bars.getLast(), "width") * 2).isBetween(up - 0.2, up + 0.2);
        assertThat(number(bars.getLast(), "x")).isLessThan(number(bars.getFirst(), "x"));
    }

    @Test
    void aLineHasAPlaceForEachPointAndAMarkIsVertical() throws Exception {
        var points = List.of(new Point(0, 0), new Point(1, 5), new Point(2, 4));
        Document document = parsed(Series.of("x", "y").with("a", points).marked("here", 1));

        assertThat(named(document, "polyline").getFirst().getAttribute("points").split(" "))
                .hasSize(3);
        assertThat(named(document, "line"))
                .filteredOn(line -> !line.getAttribute("stroke-dasharray").isEmpty())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getAttribute("x1")).isEqualTo(line.getAttribute("x2")));
    }
}
