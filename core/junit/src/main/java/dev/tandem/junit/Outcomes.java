// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program can come to.
 *
 * @param rows one an outcome, in the order in which they were seen first
 * @param complete whether nothing was left to be searched, so that none is missing
 * @param story what the command {@code explore} would print
 */
public record Outcomes(List<Row> rows, boolean complete, String story) implements Serializable {

    static final Outcomes NONE = new Outcomes(List.of(), false, "");

    /**
     * An outcome.
     *
     * @param label what the program returned, as text, or how it failed: {@code deadlock}
     * @param executions how many had it
     * @param failed whether it is a failure
     * @param schedule one that leads to it, for {@link Replay}
     */
    public record Row(String label, long executions, boolean failed, String schedule)
            implements Serializable {}

    /** What the program can return, and how it can fail. */
    public Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        rows.forEach(row -> labels.add(row.label()));
        return labels;
    }

    /** The story, for an assertion that fails. */
    @Override
    public String toString() {
        return story;
    }
}
