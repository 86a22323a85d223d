// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import dev.tandem.spi.ExecutionModel;
import java.util.List;

/** The models of this chapter. */
public final class ThreadModels {

    private ThreadModels() {}

    public static List<ExecutionModel> all() {
        return List.of(
                new PlatformModel(), new VirtualModel(), new PoolModel(), new ForkJoinModel());
    }
}
