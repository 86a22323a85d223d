// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.spi.RunContext;
import dev.tandem.spi.evidence.Sketch;
import io.reactivex.rxjava3.core.Notification;
import io.reactivex.rxjava3.core.ObservableTransformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A marble diagram of what was really emitted: a line for each observable that was listened to, a
 * column for each moment at which any of them emitted, {@code |} where one completed and {@code X}
 * where one failed. The first moments of a long run are drawn.
 *
 * <p>Any thread may emit. Each emission is told as an event of the run, too.
 */
final class Marbles {

    private static final int MOST = 20;
    private static final String CUT = " …";

    private final RunContext context;
    private final String unit;
    private final LongSupplier clock;
    private final Map<String, NavigableMap<Long, List<String>>> lines = new LinkedHashMap<>();
    private final TreeSet<Long> moments = new TreeSet<>();
    private boolean cut;

    private Marbles(RunContext context, String unit, LongSupplier clock) {
        this.context = context;
        this.unit = unit;
        this.clock = clock;
    }

    /** Columns are moments of a virtual time, in milliseconds. */
    static Marbles at(VirtualTime time, RunContext context) {
        return new Marbles(context, "ms", time::millis);
    }

    /** Columns are the emissions themselves, in the order in which they happened. */
    static Marbles inOrder(RunContext context) {
        return new Marbles(context, "step", new AtomicLong()::incrementAndGet);
    }

    /** Listens to an observable where this is composed into it, and draws a line for it. */
    <T> ObservableTransformer<T, T> line(String name) {
        declare(name);
        return source -> source.doOnEach(notification -> emitted(name, sign(notification)));
    }

    /** Draws a line, empty yet, below those that there are. */
    synchronized void declare(String name) {
        lines.putIfAbsent(name, new TreeMap<>());
    }

    /** Puts a marble on a line, now. */
    void emitted(String line, String sign) {
        context.event(line + " " + sign);
        add(line, sign);
    }

    private synchronized void add(String line, String sign) {
        long now = clock.getAsLong();
        if (moments.size() == MOST && !moments.contains(now)) {
            cut = true;
            return;
        }
        moments.add(now);
        lines.computeIfAbsent(line, _ -> new TreeMap<>())
                .computeIfAbsent(now, _ -> new ArrayList<>())
                .add(sign);
    }

    private static String sign(Notification<?> notification) {
        if (notification.isOnNext()) {
            return String.valueOf(notification.getValue());
        }
        return notification.isOnError() ? "X" : "|";
    }

    synchronized Sketch picture() {
        int widest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        int margin = Math.max(widest, unit.length()) + 2;
        List<StringBuilder> rows = new ArrayList<>();
        rows.add(padded(unit, margin));
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
