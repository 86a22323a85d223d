// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import dev.tandem.spi.ExecutionModel;
import java.util.List;

/** The models of this chapter. */
public final class EventModels {

    private EventModels() {}

    public static List<ExecutionModel> all() {
        return List.of(new EventLoopModel(), new ReactiveModel());
    }
}
