// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.profile.Profile;
import dev.tandem.lab.profile.Profile.Computing;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ProfilePageTest {

    private static Computing computing(int millis, String... stack) {
        return new Computing(List.of(stack), Duration.ofMillis(millis), 1);
    }

    private static Profile profile(Computing... computing) {
        return new Profile(
                Duration.ofSeconds(1), true, List.of(computing), List.of(), List.of(), List.of());
    }

    private static List<Element> boxes(String page) throws Exception {
        String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        NodeList all =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("g");
        return IntStream.range(0, all.getLength()).mapToObj(i -> (Element) all.item(i)).toList();
    }

    private static double width(Element box) {
        Element shape = (Element) box.getElementsByTagName("rect").item(0);
        return Double.parseDouble(shape.getAttribute("width"));
    }

    @Test
    void aFrameIsAsWideAsItsTimeAndStandsOnItsCaller() throws Exception {
        String page =
                ProfilePage.of(
                        "a.b",
                        profile(
                                computing(300, "Inner.f:1", "Main.main:9"),
                                computing(100, "Other.g:2", "Main.main:9")),
                        List.of());

        List<Element> boxes = boxes(page);
        assertThat(boxes)
                .extracting(box -> box.getElementsByTagName("title").item(0).getTextContent())
                .containsExactly(
                        "computing  400 ms, 100.0 %",
                        "Main.main:9  400 ms, 100.0 %",
                        "Inner.f:1  300 ms, 75.0 %",
                        "Other.g:2  100 ms, 25.0 %");
        assertThat(width(boxes.get(2))).isEqualTo(3 * (width(boxes.get(3)) + 1) - 1);
    }

    @Test
    void namesAreNeverMarkup() throws Exception {
        String page =
                ProfilePage.of("<b>&", profile(computing(1, "<script>:1")), List.of("</pre><i>"));

        assertThat(page).doesNotContain("<b>", "<script>", "<i>").contains("&lt;b&gt;&amp;");
        assertThat(boxes(page)).hasSize(2);
    }

    @Test
    void aProfileOfNothingIsAPageToo() throws Exception {
        assertThat(ProfilePage.of("x", profile(), List.of())).contains("<svg", "</html>");
    }
}
