// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import dev.tandem.spi.RunContext;
import dev.tandem.spi.evidence.Sketch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A marble diagram of what was really emitted: a line for each source that was listened to, a
 * column for each moment at which any of them emitted, in milliseconds of a virtual time, {@code |}
 * where one completed and {@code X} where one failed. The first moments of a long run are drawn.
 *
 * <p>Any thread may emit. Each emission is told as an event of the run, too.
 */
public final class Marbles {

    private static final int MOST = 20;
    private static final String UNIT = "ms";
    private static final String CUT = " …";

    private final RunContext context;
    private final VirtualTime time;
    private final Map<String, NavigableMap<Long, List<String>>> lines = new LinkedHashMap<>();
    private final TreeSet<Long> moments = new TreeSet<>();
    private boolean cut;

    public Marbles(VirtualTime time, RunContext context) {
        this.time = time;
        this.context = context;
    }

    /** Listens to a source where this is composed into it, and draws a line for it. */
    public <T> Function<Source<T>, Source<T>> line(String name) {
        declare(name);
        return source ->
                source.doOnNext(value -> emitted(name, value.toString()))
                        .doOnError(_ -> emitted(name, "X"))
                        .doOnComplete(() -> emitted(name, "|"));
    }

    /** Draws a line, empty yet, below those that there are. */
    public synchronized void declare(String name) {
        lines.putIfAbsent(name, new TreeMap<>());
    }

    /** Puts a marble on a line, now. */
    public void emitted(String line, String sign) {
        context.event(line + " " + sign);
        add(line, sign);
    }

    private synchronized void add(String line, String sign) {
        long now = time.millis();
        if (moments.size() == MOST && !moments.contains(now)) {
            cut = true;
            return;
        }
        moments.add(now);
        lines.computeIfAbsent(line, _ -> new TreeMap<>())
                .computeIfAbsent(now, _ -> new ArrayList<>())
                .add(sign);
    }

    /** The diagram of what was emitted until now. */
    public synchronized Sketch picture() {
        int widest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        int margin = Math.max(widest, UNIT.length()) + 2;
        List<StringBuilder> rows = new ArrayList<>();
        rows.add(padded(UNIT, margin));
        lines.keySet().forEach(name -> rows.add(padded(name, margin)));
        for (long moment : moments) {
            column(moment, rows);
        }
        if (cut) {
            rows.forEach(row -> row.append(CUT));
        }
        return new Sketch(
                rows.stream()
                        .map(row -> row.toString().stripTrailing())
                        .collect(Collectors.joining("\n")));
    }

    private void column(long moment, List<StringBuilder> rows) {
        String head = String.valueOf(moment);
        List<String> cells = lines.values().stream().map(line -> cell(line, moment)).toList();
        int widest = cells.stream().mapToInt(String::length).max().orElse(0);
        int width = Math.max(head.length(), widest) + 1;
        rows.getFirst().append(padded(head, width));
        int row = 0;
        for (NavigableMap<Long, List<String>> line : lines.values()) {
            String fill = hasEnded(line, moment) ? " " : "-";
            String cell = cells.get(row++);
            rows.get(row).append(cell).append(fill.repeat(width - cell.length()));
        }
    }

    /** What was emitted at one moment: {@code 1,2} and then {@code |} or {@code X}. */
    private static String cell(NavigableMap<Long, List<String>> line, long moment) {
        return String.join(",", line.getOrDefault(moment, List.of()))
                .replace(",|", "|")
                .replace(",X", "X");
    }

    private static boolean hasEnded(NavigableMap<Long, List<String>> line, long moment) {
        var last = line.floorEntry(moment);
        return last != null && last.getValue().stream().anyMatch(List.of("|", "X")::contains);
    }

    private static StringBuilder padded(String text, int width) {
        return new StringBuilder(text).append(" ".repeat(width - text.length()));
    }
}
