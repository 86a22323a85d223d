// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.cli.json.ExploreDocument.StepEntry;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.linearizable.ReplayedScenario;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replay --linearizable --json} prints.
 *
 * @param columns one for each thread, as {@code heads} calls them, with the operations and their
 *     results
 * @param failure what went wrong; null when nothing did
 */
@Json
public record ReplayedScenarioDocument(
        String type,
        String model,
        String scenario,
        String schedule,
        List<String> heads,
        List<List<String>> columns,
        @Nullable String failure,
        String message,
        List<StepEntry> steps) {

    /**
     * @param schedule without what may have been recorded beside it
     */
    public static ReplayedScenarioDocument of(
            Linearizability question, String scenario, String schedule, ReplayedScenario replayed) {
        Replayed execution = replayed.execution();
        return new ReplayedScenarioDocument(
                question.type().getName(),
                question.model().getName(),
                scenario,
                schedule,
                replayed.table().heads(),
                replayed.table().columns(),
                execution.kind().map(Documents::word).orElse(null),
                execution.message(),
                ExploreDocument.steps(execution.steps()));
    }
}
