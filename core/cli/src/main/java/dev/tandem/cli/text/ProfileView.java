// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile;
import dev.tandem.lab.profile.Profile.Allocated;
import dev.tandem.lab.profile.Profile.Computing;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.spi.Durations;
import dev.tandem.spi.evidence.Table;
import java.lang.constant.ClassDesc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A profile as tables: what was computed, what was waited for, what was allocated, and by whom. */
public final class ProfileView {

    private static final double PERCENT = 100;

    private final Screen screen;
    private final int rows;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param rows how many rows of each table are shown
     */
    public ProfileView(Screen screen, int rows) {
        this.screen = screen;
        this.rows = rows;
    }

    public List<String> lines(Profile profile) {
        say(summary(profile));
        table(
                profile.byCpuTime()
                        ? "Computing, by CPU time"
                        : "Computing, by how often a thread was seen to run Java code",
                List.of("self", "with callees", "method"),
                computing(profile));
        table(
                "Waiting, over all threads",
                List.of("total", "longest", "times", "how", "what", "where"),
                profile.waits().stream()
                        .collect(
                                Collectors.groupingBy(
                                        w -> List.of(w.kind(), w.what(), place(w.stack())),
                                        LinkedHashMap::new,
                                        Collectors.toList()))
                        .values()
                        .stream()
                        .sorted(Comparator.comparingLong((List<Wait> w) -> -nanos(w)))
                        .map(ProfileView::row)
                        .toList());
        table(
                "Allocated, estimated from samples",
                List.of("share", "class", "where"),
                allocated(profile.allocated()));
        table(
                "Threads",
                List.of("computing", "waiting", "thread"),
                profile.threads().stream()
                        .map(t ->
                                List.<Object>of(
                                        time(t.computing()),
                                        time(t.waiting()),
                                        (t.virtual() ? "virtual " : "") + t.name()))
                        .toList());
        return lines;
    }

    private static String summary(Profile profile) {
        return "In "
                + time(profile.length())
                + ", "
                + Wording.count(profile.threads().size(), "thread")
                + " computed for "
                + time(profile.computed())
                + " and waited for "
                + time(profile.waited())
                + ". Waits that are shorter than "
                + time(FlightRecording.LEAST_WAIT)
                + " or were not over by the end are not counted.";
    }

    /** By method: alone, and with all that it has called. */
    private static List<List<Object>> computing(Profile profile) {
        Map<String, Long> self = new LinkedHashMap<>();
        Map<String, Long> total = new LinkedHashMap<>();
        for (Computing computing : profile.computing()) {
            long nanos = computing.time().toNanos();
            List<String> methods =
                    computing.stack().stream().map(ProfileView::method).distinct().toList();
            methods.stream().limit(1).forEach(method -> self.merge(method, nanos, Long::sum));
            methods.forEach(method -> total.merge(method, nanos, Long::sum));
        }
        double all = profile.computed().toNanos();
        return self.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e ->
                        List.<Object>of(
                                share(e.getValue() / all),
                                share(total.getOrDefault(e.getKey(), 0L) / all),
                                e.getKey()))
                .toList();
    }

    private static String method(String frame) {
        return withoutPackages(frame.replaceFirst(":\\d+$", ""));
    }

    private static String withoutPackages(String name) {
        return name.replaceFirst("^(?:[a-z0-9_]+\\.)+(?=\\p{Lu})", "");
    }

    /** A class as the source has it: {@code Object[]}. */
    private static String type(String name) {
        return name.startsWith("[") ? array(name) : withoutPackages(name);
    }

    /** The class of an array, which the JVM calls by its descriptor, as the source has it. */
    static String array(String descriptor) {
        return ClassDesc.ofDescriptor(descriptor.replace('.', '/')).displayName();
    }

    private static List<Object> row(List<Wait> waits) {
        Wait first = waits.getFirst();
        String held =
                waits.stream()
                        .flatMap(wait -> wait.holders().stream())
                        .distinct()
                        .collect(Collectors.joining(", "));
        Duration longest = waits.stream().map(Wait::longest).max(Duration::compareTo).orElseThrow();
        return List.of(
                time(Duration.ofNanos(nanos(waits))),
                time(longest),
                waits.stream().mapToLong(Wait::count).sum(),
                first.kind().words(),
                held.isEmpty() ? type(first.what()) : type(first.what()) + ", held by " + held,
                place(first.stack()));
    }

    private static long nanos(List<Wait> waits) {
        return waits.stream().mapToLong(wait -> wait.total().toNanos()).sum();
    }

    private static List<List<Object>> allocated(List<Allocated> allocated) {
        double all = allocated.stream().mapToLong(Allocated::bytes).sum();
        Function<Allocated, List<String>> by = a -> List.of(a.type(), place(a.stack()));
        ToLongFunction<Allocated> bytes = Allocated::bytes;
        return allocated.stream()
                .collect(
                        Collectors.groupingBy(
                                by, LinkedHashMap::new, Collectors.summingLong(bytes)))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<List<String>, Long>comparingByValue().reversed())
                .map(e ->
                        List.<Object>of(
                                share(e.getValue() / all),
                                type(e.getKey().getFirst()),
                                e.getKey().getLast()))
                .toList();
    }

    private void table(String title, List<String> columns, List<List<Object>> all) {
        lines.add("");
        int left = all.size() - rows;
        say(screen.paint(Style.BOLD, title) + (left > 0 ? " (" + left + " more: --top)" : ""));
        List<List<Object>> shown = all.stream().limit(rows).toList();
        lines.addAll(new TableView(new Table(columns, shown), screen).lines());
    }

    private void say(String text) {
        lines.addAll(Text.wrap(text, screen.width()));
    }

    private static String place(List<String> stack) {
        return withoutPackages(Profile.place(stack).orElse(""));
    }

    private static String time(Duration duration) {
        return Durations.human((double) duration.toNanos());
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.0f %%", PERCENT * share);
    }
}
