// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the objects of a JVM take, by their classes. */
public final class HeapHistogram {

    /** {@code 1: 15384 1049984 [B (java.base@25)}: rank, instances, bytes, class and module. */
    private static final Pattern ROW =
            Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +(\\S+)(?: +\\(.*\\))? *");

    private HeapHistogram() {}

    /**
     * The objects of one class.
     *
     * @param type its name as the JVM writes it, such as {@code [B} for arrays of bytes
     */
    public record Row(long instances, long bytes, String type) {}

    /**
     * The classes that take most. The JVM collects its garbage for that, and stands still while it
     * counts.
     *
     * @param most how many of them
     */
    public static List<Row> of(Attachment jvm, int most) throws IOException, InterruptedException {
        return parse(jvm.command("GC.class_histogram")).stream().limit(most).toList();
    }

    /** The largest first, as the JVM prints them. */
    static List<Row> parse(String text) {
        return text.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row ->
                        new Row(
                                Long.parseLong(row.group(1)),
                                Long.parseLong(row.group(2)),
                                row.group(3)))
                .toList();
    }
}
