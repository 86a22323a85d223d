// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Lanes;
import dev.tandem.explore.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Events in lanes: a column a thread, from top to bottom in the order of time. Where there is no
 * room for all, the threads with the fewest events share the last lane. Each row begins one event
 * at most; a text that takes several rows goes on beside the events that follow it.
 */
final class EventLanes {

    private static final int LEAST_WIDTH = 60;
    private static final int LEAST_LANE = 16;

    /** Of the times. */
    private static final String UNIT = "ms";

    /** Below the first line of a text, so that it is not taken for another event. */
    private static final String CONTINUED = " ";

    private final Screen screen;
    private final List<String> headings;
    private final Map<String, Integer> laneOf;
    private final Lanes lanes;
    private final int timeWidth;

    private EventLanes(
            Screen screen, List<String> headings, Map<String, Integer> laneOf, int timeWidth) {
        this.screen = screen;
        this.headings = headings;
        this.laneOf = laneOf;
        this.timeWidth = timeWidth;
        lanes = Lanes.of(headings.size(), timeWidth + 2, screen.width());
    }

    /** The lanes of a run; empty when the screen is too narrow for them. */
    static Optional<EventLanes> of(List<EventLine> events, Screen screen) {
        Map<String, Long> counts =
                events.stream()
                        .collect(
                                Collectors.groupingBy(
                                        EventLine::thread,
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        int timeWidth =
                events.stream()
                        .mapToInt(event -> event.millis().length())
                        .reduce(UNIT.length(), Math::max);
        int most = (screen.width() - timeWidth - 2) / LEAST_LANE;
        if (screen.width() < LEAST_WIDTH || most < Math.min(2, counts.size())) {
            return Optional.empty();
        }
        List<String> own = new ArrayList<>(counts.keySet());
        if (own.size() > most) {
            own.sort(Comparator.comparing(counts::get).reversed());
            List<String> busiest = own.subList(0, most - 1);
            own = counts.keySet().stream().filter(busiest::contains).toList();
        }
        Map<String, Integer> laneOf = new LinkedHashMap<>();
        for (String thread : own) {
            laneOf.put(thread, laneOf.size());
        }
        List<String> headings = new ArrayList<>(own);
        if (own.size() < counts.size()) {
            headings.add(counts.size() - own.size() + " others");
        }
        return Optional.of(new EventLanes(screen, headings, laneOf, timeWidth));
    }

    String heading() {
        return screen.paint(Style.NAME, lanes.row(Text.right(UNIT, timeWidth), headings));
    }

    /** The rows of some of the events. */
    List<String> rows(List<EventLine> events) {
        List<String> times = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        int[] free = new int[headings.size()];
        int next = 0;
        for (EventLine event : events) {
            int lane = laneOf.getOrDefault(event.thread(), headings.size() - 1);
            int row = Math.max(next, free[lane]);
            List<String> text = text(event);
            while (rows.size() < row + text.size()) {
                String[] cells = new String[headings.size()];
                Arrays.fill(cells, "");
                rows.add(cells);
                times.add("");
            }
            times.set(row, event.millis());
            for (int i = 0; i < text.size(); i++) {
                rows.get(row + i)[lane] = text.get(i);
            }
            free[lane] = row + text.size();
            next = row + 1;
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String time = screen.paint(Style.DIM, Text.right(times.get(i), timeWidth));
            lines.add(lanes.row(time, Arrays.asList(rows.get(i))));
        }
        return lines;
    }

    private List<String> text(EventLine event) {
        boolean alone = laneOf.containsKey(event.thread());
        String text = alone ? event.text() : event.thread() + ": " + event.text();
        int room = lanes.width() - Lanes.GAP - CONTINUED.length();
        List<String> lines = new ArrayList<>();
        for (String line : Text.fill(text, room)) {
            lines.add(lines.isEmpty() ? line : CONTINUED + line);
        }
        return lines;
    }
}
