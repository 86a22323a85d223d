// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Task.Wait;

/** What happens when no thread of a world can go on. */
final class Quiescence {

    private final World world;
    private final Scheduler scheduler;

    Quiescence(World world, Scheduler scheduler) {
        this.world = world;
        this.scheduler = scheduler;
    }

    /**
     * Whether some wait in a circle, so that the execution ends here although the clock could move.
     */
    boolean isDeadlock() {
        boolean mayBeInterrupted = !world.options().supervised() && scheduler.clock().canMove();
        String cycle = world.isSettled() ? "" : new WaitGraph(world).cycle(mayBeInterrupted);
        if (!cycle.isEmpty()) {
            world.fail(Kind.DEADLOCK, cycle);
        }
        return !cycle.isEmpty();
    }

    /**
     * Either that is the end of it, or somebody waits outside a held lock and must now queue up for
     * it like everybody else, or time passes.
     *
     * @return whether somebody can go on now
     */
    boolean resolve() {
        if (world.isSettled() || isDeadlock()) {
            return false;
        }
        if (letQueue() || scheduler.clock().moveWhenIdle()) {
            return true;
        }
        if (scheduler.spins().waiting() != 0) {
            Livelock.goingRound(world);
            return false;
        }
        return standstill();
    }

    private boolean letQueue() {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait == Wait.LOCK) {
                world.trace().quiesced();
                scheduler.wake(task);
                return true;
            }
        }
        return false;
    }

    private boolean standstill() {
        boolean mainEnded = scheduler.task(0).wait == Wait.DONE;
        world.fail(
                mainEnded ? Kind.PARTIAL_DEADLOCK : Kind.DEADLOCK,
                new WaitGraph(world).standstill());
        return false;
    }
}
