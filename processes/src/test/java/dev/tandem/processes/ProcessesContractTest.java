// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import dev.tandem.testkit.ChapterContract;
import java.util.List;
import java.util.Map;

/** What every workload keeps, held up to those of this chapter. */
class ProcessesContractTest extends ChapterContract {

    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return id.equals("processes.name")
                ? List.of(Map.of("name", "longer-than-fifteen-bytes"))
                : List.of();
    }
}
