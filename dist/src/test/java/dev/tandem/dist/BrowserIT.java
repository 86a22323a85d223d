// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the page of {@code explore --html}, where there is one. */
class BrowserIT {

    private static final String[] BROWSERS = {
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
    };

    /** Drives the page as a reader would, and leaves what is seen then for the test. */
    private static final String READER =
            """
            <script>
              const seen = document.body.appendChild(document.createElement("output"));
              const note = () => seen.append("[" + document.querySelector("#now").textContent + "]");
              const press = key => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
              note();
              document.querySelector("[data-go=first]").click(); note();
              document.querySelector("[data-go=next]").click(); note();
              press("ArrowRight"); note();
              press("ArrowLeft"); note();
              press("End"); note();
              const slider = document.querySelector("input[type=range]");
              slider.value = 10; slider.dispatchEvent(new Event("input")); note();
              seen.append("{" + document.querySelector("#threads").textContent + "}");
              seen.append("<" + document.querySelector("#locks tbody").textContent + ">");
            </script>
            """;

    @TempDir private Path home;

    private Program program;
    private String browser = "";

    @BeforeEach
    void findABrowser() {
        browser = Requires.here().program(BROWSERS).toString();
        program =
                new Program(
                        Path.of(System.getProperty("tandem.distribution.jvm")).resolve("bin"),
                        home);
    }

    @Test
    void thePageIsSteppedThroughWithButtonsKeysAndSlider() throws IOException {
        program.tandem(
                "explore", "sync.philosophers", "--variant", "broken", "--html", "page.html");
        Path page = home.resolve("page.html");
        Files.writeString(page, Files.readString(page).replace("</body>", READER + "</body>"));
        String seen = text(dom(page), "<output>(.*)</output>");

        String steps = " of \\d+: main ";
        assertThat(seen)
                .matches(
                        Pattern.compile(
                                "\\[The end, after \\d+ steps: deadlock]"
                                        + ("\\[Step 1" + steps + "begins]")
                                        + ("\\[Step 2" + steps + "[^]]*]")
                                        + ("\\[Step 3" + steps + "[^]]*]")
                                        + ("\\[Step 2" + steps + "[^]]*]")
                                        + "\\[The end, after \\d+ steps: deadlock]"
                                        + "\\[Step 11 of \\d+: .*",
                                Pattern.DOTALL))
                .contains("running: takes this step", "Spinozacan go on", "&lt;fork 1");
    }

    @Test
    void thePageSaysWhatTheReportSays() throws IOException {
        program.tandem(
                "explore", "sync.philosophers", "--variant", "broken", "--html", "page.html");
        String dom = dom(home.resolve("page.html"));

        assertThat(text(dom, "id=\"verdict\".*?>(.*?)</p>")).contains("Failed");
        assertThat(text(dom, "id=\"failure\">(.*?)</section>"))
                .contains("Kant waits for fork 2, held by Aristotle");
        assertThat(text(dom, "<tr class=\"matters\">(.*?)</tr>"))
                .contains("\u25b6", "Aristotle", "Kant", "on fork 2");
        assertThat(text(dom, "id=\"replay\">(.*?)</div>")).contains("--schedule 1:");
    }

    /** The page as it is after its script has run. */
    private String dom(Path page) {
        Result result =
                program.run(
                        "",
                        Map.of(),
                        List.of(
                                browser,
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + home.resolve("profile"),
                                "--virtual-time-budget=5000",
                                "--dump-dom",
                                page.toUri().toString()));
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private static String text(String dom, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(dom);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1).replaceAll("<[^>]*>", "");
    }
}
