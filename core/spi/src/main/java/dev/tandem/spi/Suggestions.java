// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What to say of a name that does not exist. */
public final class Suggestions {

    /** More than any command has options, and fewer than there are workloads. */
    private static final int FEW = 40;

    private Suggestions() {}

    /**
     * One line that names the unknown thing and the nearest known one, or all of them when they are
     * few; of many, which only workloads and jobs are, how to list them.
     */
    public static String unknown(String kind, String name, Collection<String> known) {
        String start = "there is no " + kind + " '" + name + "'";
        if (known.stream().anyMatch(id -> id.startsWith(name + "."))) {
            return start + "; 'list --chapter " + name + "' shows those of that chapter";
        }
        Optional<String> nearest = nearest(name, known);
        if (nearest.isPresent()) {
            return start + "; did you mean " + nearest.get() + "?";
        }
        if (known.isEmpty()) {
            return start + "; there is none at all here";
        }
        return known.size() <= FEW
                ? start + "; there are " + String.join(", ", known)
                : start + "; 'list' shows all";
    }

    /** The known name that takes the fewest edits, if it takes few enough to be what was meant. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        int limit = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate ->
                        distance(name, candidate) <= limit
                                || (name.length() > 2 && candidate.contains(name)))
                .min(
                        Comparator.comparingInt((String candidate) -> distance(name, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** An id may be meant by its name alone, without its chapter. */
    private static int distance(String name, String candidate) {
        String last = candidate.substring(candidate.indexOf('.') + 1);
        return Math.min(edits(name, candidate), edits(name, last));
    }

    /**
     * The optimal string alignment distance: insertions, deletions, substitutions and swaps of
     * neighbours.
     */
    static int edits(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] above = new int[to.length() + 1];
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                boolean same = from.charAt(i - 1) == to.charAt(j - 1);
                int best =
                        Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
                boolean swapped =
                        i > 1
                                && j > 1
                                && from.charAt(i - 1) == to.charAt(j - 2)
                                && from.charAt(i - 2) == to.charAt(j - 1);
                row[j] = swapped ? Math.min(best, before[j - 2] + 1) : best;
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[to.length()];
    }
}
