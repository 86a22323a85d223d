// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.world.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who has called the helper that a step is in: of steps that are told one after the other, only
 * where it is not what was told of the thread last.
 */
public final class Callers {

    private final Map<String, List<Frame>> told = new HashMap<>();

    /** The frame of the next step and its callers; empty where there is nothing new to be told. */
    public List<Frame> of(StepRow step) {
        List<Frame> way = Whereabouts.told(step.frames());
        List<Frame> before = told.put(step.thread(), way);
        return way.size() < 2 || (before != null && isSameCall(way, before)) ? List.of() : way;
    }

    private static boolean isSameCall(List<Frame> way, List<Frame> other) {
        return other.size() > 1
                && way.getFirst().called().equals(other.getFirst().called())
                && way.subList(1, way.size()).equals(other.subList(1, other.size()));
    }
}
