// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.rewriting.WorldClasses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A step of a schedule, with nothing that changes when a program is only compiled anew.
 *
 * @param operation what the thread is about to do
 * @param on the lock that it asks for; empty when it asks for none
 * @param where the class and the method; empty where a thread begins
 */
public record RecordedStep(String thread, String operation, String on, String where) {

    /** What the compiler puts into the names of what has none of its own. */
    private static final Pattern GENERATED =
            Pattern.compile("lambda\\$([^$]+)[$\\w]*|[$.]\\d+(?=[$.]|$)");

    /** What tells a lock from others of its class, by how many objects came into being before. */
    private static final String NUMBER = " #";

    /** Steps in which locks are numbered in the order in which they are first asked for. */
    static List<RecordedStep> of(List<StepRow> rows) {
        Map<String, String> locks = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        List<RecordedStep> steps = new ArrayList<>();
        for (StepRow row : rows) {
            String lock = locks.computeIfAbsent(row.lock(), label -> renumbered(label, counts));
            steps.add(
                    new RecordedStep(
                            oneLine(row.thread()),
                            written(row.operation()),
                            oneLine(lock),
                            written(row.method().replace(WorldClasses.BODY, ""))));
        }
        return List.copyOf(steps);
    }

    private static String renumbered(String label, Map<String, Integer> counts) {
        int number = label.indexOf(NUMBER);
        if (number < 0) {
            return label;
        }
        String kind = label.substring(0, number);
        return kind + NUMBER + counts.merge(kind, 1, Integer::sum);
    }

    private static String written(String name) {
        return GENERATED.matcher(oneLine(name)).replaceAll("$1");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** In words. */
    @Override
    public String toString() {
        return operation
                + (on.isEmpty() ? "" : " on " + on)
                + (where.isEmpty() ? "" : " in " + where)
                + " ("
                + thread
                + ")";
    }
}
