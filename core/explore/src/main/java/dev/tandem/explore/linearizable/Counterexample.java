// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Failure.StepRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scenario in which something goes wrong.
 *
 * @param scenario what is called before {@code ;}, and by each thread between {@code |}
 * @param table the same with the results
 * @param result the exploration of it, with the failure
 */
public record Counterexample(String scenario, Table table, ExplorationResult result) {

    /** The table, what is wrong, the steps that lead there, and the schedule to replay. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        result.failure().ifPresent(failure -> tell(failure, lines));
        return lines;
    }

    private void tell(Failure failure, List<String> lines) {
        lines.add(failure.message());
        lines.add("");
        lines.addAll(new Story(table, failure.steps()).lines());
        failure.passing().ifPresent(passing -> lines.add(difference(passing)));
        if (!failure.schedule().isEmpty()) {
            lines.add("");
            lines.add("scenario " + scenario);
            lines.add("schedule " + failure.schedule());
        }
    }

    private static String difference(Passing passing) {
        int at = passing.differsAt();
        StepRow instead = passing.steps().get(at);
        return String.format(
                Locale.ROOT,
                "%5d  goes well with %s: %s",
                at + 1,
                instead.thread(),
                Story.shown(instead));
    }
}
