// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.Replayed;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of following a schedule of a scenario.
 *
 * @param table the scenario with its results
 */
public record ReplayedScenario(Table table, Replayed execution) {

    /** The table, what is wrong, and the steps, a line each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(table.lines());
        lines.add(execution.kind().isPresent() ? execution.message() : "nothing goes wrong");
        lines.addAll(new Story(table, execution.steps()).lines());
        return List.copyOf(lines);
    }
}
