// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.HashMap;
import java.util.Map;

/**
 * The numbers of what outlives an execution: classes, and objects that came into being with one.
 * All worlds of a search have them in common, so that a number means the same in each. Two classes
 * of one name, which different loaders have defined, count as one.
 */
public final class LastingNumbers {

    private final Map<String, Integer> numbers = new HashMap<>();

    /** A number above 0, the same whoever asks, for whatever has a name. */
    synchronized int of(String name) {
        int next = numbers.size() + 1;
        return numbers.computeIfAbsent(name, any -> next);
    }
}
