// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tandem.cli.json.Evidence;
import dev.tandem.cli.page.SvgPicture;
import dev.tandem.cli.text.Pictures;
import dev.tandem.cli.text.Screen;
import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Sketch;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** A picture can be shown in every form that there is: on terminals, as SVG, and as data. */
final class PictureChecks {

    private static final List<Integer> WIDTHS = List.of(40, 80, 120);

    private PictureChecks() {}

    /** All of the pictures in a piece of evidence, however deep. */
    static void canBeShown(Object evidence) {
        switch (evidence) {
            case Picture picture -> check(picture);
            case Map<?, ?> map -> map.values().forEach(PictureChecks::canBeShown);
            case Collection<?> list -> list.forEach(PictureChecks::canBeShown);
            default -> {}
        }
    }

    private static void check(Picture picture) {
        for (int width : WIDTHS) {
            List<String> lines = Pictures.lines(picture, new Screen(false, false, width));
            assertThat(lines).isNotEmpty();
            if (!(picture instanceof Sketch)) {
                assertThat(lines).allMatch(line -> Text.visible(line) <= width);
            }
        }
        String svg = SvgPicture.of("title", picture);
        assertThatCode(() ->
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new InputSource(new StringReader(svg))))
                .doesNotThrowAnyException();
        assertThat(Evidence.of(Map.of("picture", picture)).get("picture")).isInstanceOf(Map.class);
    }
}
