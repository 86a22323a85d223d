// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.testkit.ChapterContract;
import java.util.List;
import java.util.Map;

/** What every workload keeps, held up to those of this chapter. */
class EventsContractTest extends ChapterContract {

    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return switch (id) {
            // Only the third event of an emitter is one that nobody handles.
            case "events.emitter" -> List.of(Map.of("events", "4"));
            case "events.turtle" -> List.of(Map.of("keys", "x"), Map.of("rows", "1"));
            case "events.web" -> List.of(Map.of("kept", "1"));
            case "events.handlers" -> List.of(Map.of("fails-at", "0"));
            case "events.interval" -> List.of(Map.of("work", "150"));
            default -> List.of();
        };
    }
}
