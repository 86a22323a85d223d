// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens the text of a schedule that does the same again and again, as one that ends in a
 * livelock does: {@code 1x4.2@900} says 900 times that thread 1 takes four steps and thread 2 one.
 */
final class Folding {

    /** A shorter schedule is left as it is, which is easier to read. */
    private static final int SHORT = 64;

    private static final int LONGEST_GROUP = 64;
    private static final int MOST_RUNS = 1 << 20;
    private static final Pattern FOLDED = Pattern.compile("([^@]+)@(\\d{1,7})");

    private Folding() {}

    static String fold(List<String> runs) {
        if (runs.size() <= SHORT) {
            return String.join(",", runs);
        }
        var text = new StringBuilder();
        for (int at = 0; at < runs.size(); ) {
            int group = 1;
            int times = 1;
            for (int length = 1; length <= LONGEST_GROUP; length++) {
                int found = times(runs, at, length);
                if (found > 1 && found * length > times * group) {
                    group = length;
                    times = found;
                }
            }
            text.append(at == 0 ? "" : ",").append(String.join(".", runs.subList(at, at + group)));
            if (times > 1) {
                text.append('@').append(times);
            }
            at += group * times;
        }
        return text.toString();
    }

    /** How often the runs of a group follow one another from a place on. */
    private static int times(List<String> runs, int at, int length) {
        int same = at + length;
        while (same < runs.size() && runs.get(same).equals(runs.get(same - length))) {
            same++;
        }
        return (same - at) / length;
    }

    /**
     * @throws TandemException.Usage when it would be longer than anything that can be followed
     */
    static List<String> unfold(String text) {
        List<String> runs = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            Matcher folded = FOLDED.matcher(part);
            List<String> group =
                    folded.matches() ? List.of(folded.group(1).split("\\.", -1)) : List.of(part);
            int times = folded.matches() ? Integer.parseInt(folded.group(2)) : 1;
            if ((long) group.size() * times + runs.size() > MOST_RUNS) {
                throw new TandemException.Usage(
                        "the schedule switches threads more than " + MOST_RUNS + " times");
            }
            for (int i = 0; i < times; i++) {
                runs.addAll(group);
            }
        }
        return runs;
    }
}
