// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the page, where there is one. */
class PageTest {

    private static final String[] BROWSERS = {
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
    };

    @TempDir private Path profile;

    @Test
    void aBrowserReceivesTheEventsUntilThereAreNoMore() throws IOException {
        String browser = Requires.here().program(BROWSERS).toString();
        EventLog log = new EventLog(2);
        log.append("20.0 °C");
        log.append("21.0 °C");
        log.append("22.0 °C");
        log.end();
        try (EventServer server = EventServer.start(0, log, new ThreadEach(log, true))) {
            Process process =
                    new ProcessBuilder(
                                    browser,
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--user-data-dir=" + profile,
                                    "--virtual-time-budget=5000",
                                    "--dump-dom",
                                    server.page().toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String page =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(page)
                    .contains("id=\"received\">2<", "id=\"missed\">1<", "id=\"last\">3: 22.0 °C<")
                    .contains("id=\"state\">no more events<");
        }
    }
}
