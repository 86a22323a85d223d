// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.cli.json.ExploreDocument.StepEntry;
import dev.tandem.explore.Game;
import dev.tandem.explore.Game.End;
import dev.tandem.explore.Subject;
import dev.tandem.explore.ThreadStatus;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code play --json} prints.
 *
 * @param outcome the label of what was observed, or the kind of the failure; null when the program
 *     was left before its end
 * @param moves the steps that were played
 */
@Json
public record PlayDocument(
        String id,
        String variant,
        String objective,
        boolean reached,
        @Nullable String outcome,
        @Nullable String grade,
        String message,
        String schedule,
        List<StepEntry> moves,
        List<SeatEntry> threads) {

    /** A thread at the end, or where the program was left. */
    @Json
    public record SeatEntry(
            String name, String state, List<String> holds, String waitsFor, String heldBy) {

        static SeatEntry of(ThreadStatus seat) {
            return new SeatEntry(
                    seat.name(),
                    seat.state().toString(),
                    seat.holds(),
                    seat.waitsFor(),
                    seat.heldBy());
        }
    }

    public static PlayDocument of(Subject subject, Game game) {
        var position = game.position();
        var end = position.end();
        return new PlayDocument(
                subject.id(),
                subject.variant(),
                game.objective(),
                end.map(End::reached).orElse(false),
                end.map(End::label).orElse(null),
                end.map(e -> e.grade().name()).orElse(null),
                end.map(End::message).orElse(""),
                game.schedule(),
                ExploreDocument.steps(position.steps()),
                position.threads().stream().map(SeatEntry::of).toList());
    }
}
