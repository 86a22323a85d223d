// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import java.util.List;

/** Events one below the other: when, who, what. */
final class EventLog {

    private static final int NAME = 14;
    private static final int TIME = 12;

    /** On a narrower screen what happened matters more than when. */
    private static final int LEAST_WIDTH_FOR_TIMES = 60;

    private final Screen screen;

    EventLog(Screen screen) {
        this.screen = screen;
    }

    List<String> lines(List<EventLine> events) {
        return events.stream().flatMap(event -> lines(event).stream()).toList();
    }

    List<String> lines(EventLine event) {
        String time =
                screen.width() < LEAST_WIDTH_FOR_TIMES
                        ? ""
                        : screen.paint(Style.DIM, Text.right(event.millis() + " ms", TIME)) + "  ";
        String name = Text.fit(event.thread(), Math.max(NAME, screen.width() / 3));
        String padding = " ".repeat(Math.max(0, NAME - Text.visible(name)));
        return Text.hanging(
                time + screen.paint(Style.NAME, name) + padding + " ",
                event.text(),
                screen.width());
    }
}
