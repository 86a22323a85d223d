// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.page.Svg.Anchor;
import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who waits for whom. A thread waits for one thing at most, which has one holder at most, so that
 * the graph is a forest: below each thread, and to its right, are those that wait for what it
 * holds. A circle is cut open at one of its threads, which comes a second time at its end.
 */
final class WaitForest {

    private static final double INDENT = 4 * Svg.COLUMN;

    /** A page with more of them is no picture, and a chain is as deep as that. */
    private static final int MOST_ROWS = 300;

    private static final int NAMES = 5;
    private static final int NO_PARENT = -1;

    private final Svg svg = new Svg();
    private final Map<String, DumpedThread> holders;
    private final Map<String, List<DumpedThread>> queues;

    /** What a thread holds and others wait for, by the number of the thread. */
    private final Map<Long, List<String>> heldUp = new HashMap<>();

    private final Set<Long> drawn = new HashSet<>();
    private int row;

    private WaitForest(ThreadDump dump) {
        holders = dump.holders();
        queues =
                dump.threads().stream()
                        .filter(thread -> !thread.isOfTheJvm() && !thread.isIdle())
                        .filter(thread -> thread.wanted().isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        thread -> thread.wanted().orElseThrow(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        for (String object : queues.keySet()) {
            DumpedThread holder = holders.get(object);
            if (holder != null) {
                heldUp.computeIfAbsent(holder.id(), _ -> new ArrayList<>()).add(object);
            }
        }
    }

    /** The drawing; that nobody waits is said, too. */
    static String svg(ThreadDump dump) {
        var forest = new WaitForest(dump);
        forest.draw();
        return forest.svg.whole("who waits for whom");
    }

    private void draw() {
        queues.forEach((object, queue) -> {
            DumpedThread holder = holders.get(object);
            if (holder == null) {
                box(object + ", nobody is known to hold it", 0, NO_PARENT);
                queue(object, queue, 1, row - 1);
            } else if (holder.wanted().isEmpty() && !drawn.contains(holder.id())) {
                thread(holder, 0, NO_PARENT);
            }
        });
        // Whoever is left is in a circle, or waits for one.
        queues.values().forEach(queue -> queue.forEach(this::circle));
        if (queues.isEmpty()) {
            box("No thread waits for another, as far as the dump tells", 0, NO_PARENT);
        }
        if (row >= MOST_ROWS) {
            svg.text(0, MOST_ROWS * Svg.ROW, Anchor.START, "… and more");
        }
    }

    private void circle(DumpedThread waiter) {
        Set<Long> passed = new HashSet<>();
        DumpedThread on = waiter;
        while (!drawn.contains(on.id()) && row < MOST_ROWS) {
            if (!passed.add(on.id())) {
                thread(on, 0, NO_PARENT);
                return;
            }
            on = Optional.ofNullable(holders.get(on.wanted().orElse(""))).orElse(on);
        }
    }

    private void thread(DumpedThread thread, int depth, int parent) {
        if (!drawn.add(thread.id())) {
            box(thread.described() + ", with which it began: a circle", depth, parent);
            return;
        }
        box(label(thread), depth, parent);
        int own = row - 1;
        if (row < MOST_ROWS) {
            heldUp.getOrDefault(thread.id(), List.of())
                    .forEach(object ->
                            queue(object, queues.getOrDefault(object, List.of()), depth + 1, own));
        }
    }

    /** Those for whom nobody waits have one box together. */
    private void queue(String object, List<DumpedThread> queue, int depth, int parent) {
        Map<Boolean, List<DumpedThread>> parts =
                queue.stream().collect(Collectors.partitioningBy(t -> heldUp.containsKey(t.id())));
        parts.getOrDefault(true, List.of()).forEach(waiter -> thread(waiter, depth, parent));
        List<DumpedThread> last = parts.getOrDefault(false, List.of());
        last.forEach(waiter -> drawn.add(waiter.id()));
        if (last.size() == 1) {
            box(label(last.getFirst()), depth, parent);
        } else if (!last.isEmpty()) {
            box(names(last) + " wait for " + object, depth, parent);
        }
    }

    private static String label(DumpedThread thread) {
        return thread.wanted().isPresent() ? thread.waitsAt() : thread.described();
    }

    private static String names(List<DumpedThread> threads) {
        String some =
                threads.stream()
                        .limit(NAMES)
                        .map(DumpedThread::title)
                        .collect(Collectors.joining(", "));
        return threads.size() + " threads, " + some + (threads.size() > NAMES ? " …" : "");
    }

    private void box(String text, int depth, int parent) {
        if (row < MOST_ROWS) {
            double x = depth * INDENT;
            double y = row * Svg.ROW;
            svg.box(x, y, Svg.width(text) + 2 * Svg.COLUMN, text);
            if (parent != NO_PARENT) {
                double trunk = x - INDENT / 2;
                svg.rule(trunk, (parent + 1) * Svg.ROW, trunk, y + Svg.ROW / 2, false);
                svg.rule(trunk, y + Svg.ROW / 2, x, y + Svg.ROW / 2, false);
            }
        }
        row++;
    }
}
