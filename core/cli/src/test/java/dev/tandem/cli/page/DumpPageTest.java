// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.ThreadDump;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DumpPageTest {

    private static DumpedThread thread(int id, String wants, String... holds) {
        return new DumpedThread(
                id,
                "t" + id,
                false,
                "",
                Optional.of(wants.isEmpty() ? Thread.State.RUNNABLE : Thread.State.BLOCKED),
                Optional.empty(),
                Optional.of(wants).filter(object -> !object.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Set.of(holds),
                List.of("Shop.sell(Shop.java:1)"));
    }

    private static String page(DumpedThread... threads) throws Exception {
        return DumpPage.of(
                "<b>",
                new ThreadDump(Optional.empty(), "", true, true, List.of(threads)),
                List.of("</pre><i>"));
    }

    private record Box(double x, String text) {}

    /** What is in the drawing, from top to bottom. */
    private static List<Box> boxes(DumpedThread... threads) throws Exception {
        String page = page(threads);
        String svg = page.substring(page.indexOf("<svg"), page.indexOf("</svg>") + 6);
        NodeList all =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("g");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .map(box ->
                        new Box(
                                Double.parseDouble(
                                        ((Element) box.getElementsByTagName("rect").item(0))
                                                .getAttribute("x")),
                                box.getElementsByTagName("title").item(0).getTextContent()))
                .toList();
    }

    @Test
    void whoWaitsStandsBelowTheHolderAndToItsRight() throws Exception {
        List<Box> boxes = boxes(thread(1, "b"), thread(2, "a", "b"), thread(3, "", "a"));

        assertThat(boxes)
                .extracting(Box::text)
                .containsExactly(
                        "t3 at Shop.sell(Shop.java:1)",
                        "t2 at Shop.sell(Shop.java:1) waits for a",
                        "t1 at Shop.sell(Shop.java:1) waits for b");
        assertThat(boxes).extracting(Box::x).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aCircleIsCutOpenAtOneOfItsThreads() throws Exception {
        assertThat(boxes(thread(9, "a"), thread(1, "b", "a"), thread(2, "a", "b")))
                .extracting(Box::text)
                .containsExactly(
                        "t1 at Shop.sell(Shop.java:1) waits for b",
                        "t2 at Shop.sell(Shop.java:1) waits for a",
                        "t1 at Shop.sell(Shop.java:1), with which it began: a circle",
                        "t9 at Shop.sell(Shop.java:1) waits for a");
    }

    @Test
    void aThreadThatWaitsForItselfIsACircleOfOne() throws Exception {
        assertThat(boxes(thread(1, "a", "a"))).hasSize(2);
    }

    @Test
    void manyWhoWaitForTheSameShareABoxAndAnObjectWithoutAHolderHasItsOwn() throws Exception {
        assertThat(
                        boxes(
                                IntStream.range(1, 8)
                                        .mapToObj(i -> thread(i, "a"))
                                        .toArray(DumpedThread[]::new)))
                .extracting(Box::text)
                .containsExactly(
                        "a, nobody is known to hold it",
                        "7 threads, t1, t2, t3, t4, t5 … wait for a");
    }

    @Test
    void aChainOfTenThousandIsCutOff() throws Exception {
        DumpedThread[] chain =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> thread(i, i == 0 ? "" : "o" + (i - 1), "o" + i))
                        .toArray(DumpedThread[]::new);

        assertThat(boxes(chain)).hasSize(300);
        assertThat(page(chain)).contains("… and more");
    }

    @Test
    void namesAreNeverMarkup() throws Exception {
        assertThat(page(thread(1, "<script>")))
                .doesNotContain("<b>", "<script>", "<i>")
                .contains("&lt;b&gt;", "&lt;script&gt;", "&lt;/pre&gt;&lt;i&gt;");
    }

    @Test
    void thatNobodyWaitsIsSaid() throws Exception {
        assertThat(boxes(thread(1, "")))
                .extracting(Box::text)
                .containsExactly("No thread waits for another, as far as the dump tells");
    }
}
