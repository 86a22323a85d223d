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
     * Either that is the end of it, or somebody waits outside a held lock and must now queue up for
     * it like everybody else, or time passes.
     *
     * @return whether somebody can go on now
     */
    boolean resolve() {
        if (world.isSettled()) {
            return false;
        }
        WaitGraph graph = new WaitGraph(world);
        String cycle = graph.cycle();
        if (!cycle.isEmpty()) {
            world.fail(Kind.DEADLOCK, cycle);
            return false;
        }
        if (letQueue() || passTime()) {
            return true;
        }
        if (scheduler.spins().waiting() != 0) {
            scheduler.spinForEver();
            return false;
        }
        return standstill(graph);
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

    private boolean passTime() {
        long next = Scheduler.NEVER;
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.isTimed()) {
                next = Math.min(next, task.deadline);
            }
        }
        if (next == Scheduler.NEVER) {
            return false;
        }
        scheduler.passUntil(next);
        return true;
    }

    private boolean standstill(WaitGraph graph) {
        boolean mainEnded = scheduler.task(0).wait == Wait.DONE;
        world.fail(mainEnded ? Kind.PARTIAL_DEADLOCK : Kind.DEADLOCK, graph.standstill());
        return false;
    }

    /** Ends the waits whose time has come. */
    void wakeDue() {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.isTimed() && task.deadline <= scheduler.clock()) {
                if (task.wait == Wait.NOTIFICATION) {
                    world.monitors().reenter(task);
                } else {
                    task.deadline = 0;
                    scheduler.wake(task);
                }
            }
        }
    }
}
