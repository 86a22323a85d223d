// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.world.Snapshot;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Follows a schedule and looks at the program before each step that is worth it. */
final class Camera implements Strategy {

    /**
     * How the threads stood.
     *
     * @param step before which
     */
    record View(int step, Snapshot snapshot) {}

    private final Replay replay;
    private final Excerpt excerpt;
    private final LongFunction<Snapshot> look;
    private final List<View> views = new ArrayList<>();
    private int step;

    /**
     * @param look takes the threads that can take the next step, one bit each
     */
    Camera(Schedule schedule, Excerpt excerpt, LongFunction<Snapshot> look) {
        this.replay = new Replay(schedule.tasks(), schedule.values());
        this.excerpt = excerpt;
        this.look = look;
    }

    Replay replay() {
        return replay;
    }

    List<View> views() {
        return views;
    }

    @Override
    public int nextTask(long enabled, int current) {
        if (excerpt.shows(step)) {
            views.add(new View(step, look.apply(enabled)));
        }
        step++;
        return replay.nextTask(enabled, current);
    }

    @Override
    public int nextInt(int bound) {
        return replay.nextInt(bound);
    }

    @Override
    public boolean executionDone(Trace trace) {
        return replay.executionDone(trace);
    }
}
