// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * A scenario in which something goes wrong.
 *
 * @param scenario what is called before {@code ;}, and by each thread between {@code |}
 * @param table the same with the results
 * @param result the exploration of it, with the failure
 * @param recording of the schedule of the failure, if it has one
 */
public record Counterexample(
        String scenario, Table table, ExplorationResult result, Optional<Recording> recording) {

    /**
     * The table, what is wrong, and the steps that lead there.
     *
     * @param replayLine what replays it, from the scenario and the schedule
     */
    List<String> lines(BinaryOperator<String> replayLine) {
        List<String> lines = new ArrayList<>();
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        result.failure().ifPresent(failure -> tell(failure, lines));
        recording.ifPresent(found ->
                lines.addAll(
                        List.of(
                                "",
                                "Replay it",
                                "  " + replayLine.apply(scenario, found.schedule()))));
        return lines;
    }

    private void tell(Failure failure, List<String> lines) {
        lines.add(failure.message());
        lines.add("");
        lines.addAll(new Story(table, failure.steps()).lines());
        failure.passing().ifPresent(passing -> lines.add(difference(passing)));
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
