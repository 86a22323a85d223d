// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/**
 * The fibers of a world, one for each number of a task, used again by the next execution where that
 * is possible.
 */
final class FiberPool {

    private final World world;
    private final @Nullable Fiber[] fibers = new @Nullable Fiber[Scheduler.MAX_TASKS];

    FiberPool(World world) {
        this.world = world;
    }

    /** The fiber that runs a task, from its beginning if it has not begun. */
    Fiber of(Task task) {
        Fiber fiber = fibers[task.index];
        if (fiber == null) {
            fibers[task.index] = fiber = Fiber.of(world);
        }
        if (fiber.idle) {
            fiber.take(task);
        }
        return fiber;
    }

    /** Gets ready for another execution after one with so many tasks. */
    void recover(int tasks) {
        for (int i = 0; i < tasks; i++) {
            Fiber fiber = fibers[i];
            if (fiber != null && !fiber.idle) {
                // Its stack stands in the middle of something that nobody will ever finish: leave
                // it to the collector.
                fibers[i] = null;
            }
        }
    }
}
