// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The beginning and the end of what is too long to be shown. */
final class Fold {

    private Fold() {}

    /**
     * All of the lines or, where they are too many, those of the first and of the last elements,
     * and what is said of the rest between them.
     *
     * @param room how many lines there may be; of a fold, there are at least one element before it
     *     and one behind it
     * @param lines what some of the elements look like, a line each at least
     * @param gap what is said of the elements from the first number, which is included, to the
     *     second
     */
    static <E> List<String> lines(
            List<E> elements,
            int room,
            Function<List<E>, List<String>> lines,
            BiFunction<Integer, Integer, String> gap) {
        int count = elements.size();
        if (count <= Math.max(2, room)) {
            List<String> all = lines.apply(elements);
            if (count <= 2 || all.size() <= room) {
                return all;
            }
        }
        for (int shown = Math.max(2, Math.min(room - 1, count - 1)); ; shown--) {
            int before = (shown + 1) / 2;
            int after = count - shown / 2;
            List<String> folded = new ArrayList<>(lines.apply(elements.subList(0, before)));
            folded.add(gap.apply(before, after));
            folded.addAll(lines.apply(elements.subList(after, count)));
            if (folded.size() <= room || shown <= 2) {
                return folded;
            }
        }
    }
}
