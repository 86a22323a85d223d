// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.lab.time.Stopwatch;
import dev.tandem.lab.time.TimedRun;
import dev.tandem.lab.time.Timing;
import dev.tandem.lab.time.Verdict;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Shows what a run has cost: a column for each way to start a process that there is. */
public final class TimeView {

    private static final String UNKNOWN = "?";
    private static final String GAP = "  ";

    private final Screen screen;

    public TimeView(Screen screen) {
        this.screen = screen;
    }

    public List<String> lines(TimedRun.What what, List<Timing> timings) {
        List<String> lines = new ArrayList<>();
        String way = what.way().equals(Variant.ONLY_ID) ? "" : "  " + what.way();
        lines.add(screen.paint(Style.BOLD, what.id()) + way);
        String values =
                what.parameters().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue() + " ")
                        .collect(Collectors.joining("", "", "seed=" + what.seed()));
        Text.wrap(values, screen.width()).forEach(line -> lines.add(screen.paint(Style.DIM, line)));
        List<Timing> ran =
                timings.stream().filter(t -> t.verdict() != Verdict.UNAVAILABLE).toList();
        if (!ran.isEmpty()) {
            lines.add("");
            lines.addAll(table(ran));
        }
        lines.add("");
        for (Timing timing : timings) {
            Text.wrap(sentence(timing), screen.width()).forEach(lines::add);
        }
        if (ran.stream().anyMatch(t -> t.usage().isEmpty())) {
            Text.wrap(
                            "Not known here: what a process has used, which takes Linux and, on a JVM,"
                                    + " --enable-native-access=ALL-UNNAMED.",
                            screen.width())
                    .forEach(lines::add);
        }
        return lines;
    }

    private String sentence(Timing timing) {
        String form = Stopwatch.name(timing.form());
        return switch (timing.verdict()) {
            case ENDED -> form + ": ended, " + timing.outcome() + ".";
            case UNEXPECTED ->
                    form
                            + ": "
                            + screen.paint(Style.BAD, timing.outcome())
                            + ", which a correct program does not end in.";
            case TIMED_OUT ->
                    form + ": " + screen.paint(Style.BAD, "stopped") + ", its time was up.";
            case UNAVAILABLE -> form + ": not available: " + timing.outcome();
            case FAILED, MISUSED ->
                    form + ": " + screen.paint(Style.BAD, "failed") + ": " + timing.outcome();
        };
    }

    private List<String> table(List<Timing> ran) {
        Map<String, Function<Timing, String>> rows = new LinkedHashMap<>();
        rows.put("start", t -> Durations.human((double) t.startNanos()));
        rows.put("run", t -> t.runNanos() == 0 ? UNKNOWN : Durations.human((double) t.runNanos()));
        rows.put("wall", t -> Durations.human((double) t.wallNanos()));
        rows.put("user", used(ResourceUsage::userNanos, n -> Durations.human((double) n)));
        rows.put("system", used(ResourceUsage::systemNanos, n -> Durations.human((double) n)));
        rows.put("voluntary switches", used(ResourceUsage::voluntarySwitches, TimeView::count));
        rows.put("involuntary switches", used(ResourceUsage::involuntarySwitches, TimeView::count));
        rows.put("minor faults", used(ResourceUsage::minorFaults, TimeView::count));
        rows.put("major faults", used(ResourceUsage::majorFaults, TimeView::count));
        rows.put(
                "peak memory",
                t ->
                        t.treePeakBytes().isPresent()
                                ? CompareView.bytes((double) t.treePeakBytes().getAsLong())
                                : UNKNOWN);
        int names = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(
                screen.paint(
                        Style.DIM,
                        line(names, "", ran.stream().map(t -> Stopwatch.name(t.form())).toList())));
        rows.forEach((name, cell) -> lines.add(line(names, name, ran.stream().map(cell).toList())));
        return lines;
    }

    private static String line(int names, String name, List<String> cells) {
        return cells.stream()
                .map(cell -> Text.right(cell, 10))
                .collect(Collectors.joining(GAP, Text.left(name, names) + GAP, ""));
    }

    private static Function<Timing, String> used(
            ToLongFunction<ResourceUsage> value, LongFunction<String> written) {
        return timing ->
                timing.usage().map(u -> written.apply(value.applyAsLong(u))).orElse(UNKNOWN);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
