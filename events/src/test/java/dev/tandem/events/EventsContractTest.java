// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.testkit.ChapterContract;
import java.util.List;
import java.util.Map;

/** What every workload keeps, held up to those of this chapter. */
class EventsContractTest extends ChapterContract {

    /** Only the third event of an emitter is one that nobody handles. */
    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return id.equals("events.emitter") ? List.of(Map.of("events", "4")) : List.of();
    }
}
