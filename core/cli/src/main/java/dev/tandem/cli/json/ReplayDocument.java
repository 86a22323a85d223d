// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.cli.json.ExploreDocument.StepEntry;
import dev.tandem.cli.json.ExploreDocument.ThreadEntry;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Subject;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code replay --json} prints.
 *
 * @param outcome the label of what was observed, or the kind of the failure
 * @param failure what went wrong; null when nothing did
 * @param scheduleEnd after how many steps the schedule ended and the program went on by itself;
 *     null when the schedule covers the execution
 */
@Json
public record ReplayDocument(
        String id,
        String variant,
        String schedule,
        String outcome,
        String grade,
        @Nullable String failure,
        String message,
        List<ThreadEntry> threads,
        List<StepEntry> steps,
        @Nullable Integer scheduleEnd,
        List<String> events) {

    public static ReplayDocument of(Subject subject, String schedule, Replayed replayed) {
        return new ReplayDocument(
                subject.id(),
                subject.variant(),
                schedule,
                replayed.label(),
                replayed.grade().name(),
                replayed.kind().map(Object::toString).orElse(null),
                replayed.message(),
                ExploreDocument.threads(replayed.threads()),
                ExploreDocument.steps(replayed.steps()),
                replayed.scheduleEnd().isPresent() ? replayed.scheduleEnd().getAsInt() : null,
                replayed.events());
    }
}
