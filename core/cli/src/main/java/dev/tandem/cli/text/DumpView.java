// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.Finding;
import dev.tandem.lab.dump.HeapHistogram;
import dev.tandem.lab.dump.ThreadDump;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A thread dump: what hangs first, then the threads, those with the same stack together. */
public final class DumpView {

    private static final int FRAMES = 6;
    private static final int NAMES = 5;
    private static final String UNTOLD =
            "This JVM does not tell what its virtual threads wait for and hold, so that none of them is seen to hang; one of version 25 tells.";

    private final Screen screen;
    private final List<String> lines = new ArrayList<>();

    public DumpView(Screen screen) {
        this.screen = screen;
    }

    /**
     * @param moved the ids of the threads that were elsewhere in another of the dumps
     * @param dumps how many there were
     * @param full whether to print whole stacks, and the threads of the JVM too
     */
    public List<String> lines(
            ThreadDump dump, List<Finding> findings, List<Long> moved, int dumps, boolean full) {
        verdict(findings, dumps);
        findings.forEach(this::finding);
        List<DumpedThread> shown =
                dump.threads().stream()
                        .filter(thread -> full || !(thread.isOfTheJvm() || thread.isIdle()))
                        .toList();
        lines.add(counts(dump, shown, moved, dumps));
        if (!dump.complete()) {
            wrap(
                    "",
                    "This dump has no virtual threads: the JSON form, of a JVM from 21 up, has them.");
        }
        if (!dump.detailed()) {
            wrap("", UNTOLD);
        }
        lines.add("");
        Map<List<Object>, List<DumpedThread>> groups =
                shown.stream()
                        .collect(
                                Collectors.groupingBy(
                                        thread -> List.of(thread.state(), thread.stack()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        groups.values().stream()
                .sorted(Comparator.comparingInt(group -> -group.size()))
                .forEach(group -> group(group, full));
        return lines;
    }

    /** The classes that take most of the heap. */
    public List<String> heap(List<HeapHistogram.Row> rows) {
        List<List<Object>> cells =
                rows.stream()
                        .map(row -> List.<Object>of(row.bytes(), row.instances(), type(row.type())))
                        .toList();
        var table = new Table(List.of("bytes", "objects", "class"), cells);
        List<String> text = new ArrayList<>();
        text.add(screen.paint(Style.BOLD, "What takes most of the heap"));
        text.addAll(new TableView(table, screen).lines());
        return text;
    }

    private static String type(String name) {
        return name.startsWith("[") ? ProfileView.array(name) : name;
    }

    private void verdict(List<Finding> findings, int dumps) {
        boolean hangs = findings.stream().anyMatch(Finding::hangs);
        String seen = dumps == 1 ? "one dump" : dumps + " dumps";
        wrap(
                "",
                hangs
                        ? screen.paint(Style.BAD, "It hangs")
                                + ", as "
                                + seen
                                + " show"
                                + (dumps == 1 ? "s:" : ":")
                        : screen.paint(Style.GOOD, "Nothing found that hangs")
                                + " in "
                                + seen
                                + "; a signal that never comes cannot be told from one that is late.");
        lines.add("");
    }

    private void finding(Finding finding) {
        wrap("", screen.paint(finding.hangs() ? Style.BAD : Style.NOTE, finding.headline()) + ".");
        finding.details().forEach(detail -> wrap("  ", detail));
        lines.add("");
    }

    private static String counts(
            ThreadDump dump, List<DumpedThread> shown, List<Long> moved, int dumps) {
        int left = dump.threads().size() - shown.size();
        return Wording.count(dump.threads().size(), "thread")
                + (left == 0 ? "" : ", " + left + " of them of the JVM or idle (--full)")
                + (dumps == 1 ? "" : "; " + moved.size() + " moved between the dumps");
    }

    private void group(List<DumpedThread> group, boolean full) {
        DumpedThread first = group.getFirst();
        String names =
                group.stream().limit(NAMES).map(DumpView::name).collect(Collectors.joining(", "))
                        + (group.size() > NAMES ? " and " + (group.size() - NAMES) + " more" : "");
        wrap("", screen.paint(Style.NAME, names) + first.state().map(s -> "  " + s).orElse(""));
        List<String> stack = first.stack();
        int count = full ? stack.size() : Math.min(FRAMES, stack.size());
        stack.subList(0, count).forEach(frame -> lines.add("  at " + frame));
        if (count < stack.size()) {
            lines.add("  and " + (stack.size() - count) + " more frames (--full)");
        }
        lines.add("");
    }

    private static String name(DumpedThread thread) {
        return (thread.virtual() ? "virtual " : "") + thread.title();
    }

    private void wrap(String lead, String text) {
        lines.addAll(Text.hanging(lead, text, screen.width()));
    }
}
