// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What a program has been seen to reach that is outside of it, in any execution. Written by the
 * thread of the world, read by any.
 */
public final class Outside {

    private final Map<String, String> calls = new ConcurrentSkipListMap<>();

    Outside() {}

    /** The program is about to make such a call. */
    public void reached(String call) {
        calls.computeIfAbsent(call, c -> c + Crash.place(new Throwable()).orElse(""));
    }

    /** The calls, each with the first place that made it, in the order of their names. */
    public List<String> calls() {
        return List.copyOf(calls.values());
    }
}
