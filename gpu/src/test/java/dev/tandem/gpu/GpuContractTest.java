// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.testkit.ChapterContract;
import java.util.List;
import java.util.Map;

class GpuContractTest extends ChapterContract {

    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return id.equals("gpu.flynn") ? List.of(Map.of("faulty", "true")) : List.of();
    }
}
