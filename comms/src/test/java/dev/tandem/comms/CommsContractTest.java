// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import dev.tandem.testkit.ChapterContract;
import java.util.List;
import java.util.Map;

class CommsContractTest extends ChapterContract {

    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return id.equals("comms.crawl") ? List.of(Map.of("depth", "1")) : List.of();
    }
}
