// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;

/** An execution that has no end. */
final class Livelock {

    private Livelock() {}

    /** No end is in sight; who has not said that it waits may well be waiting. */
    static void outOfSteps(World world) {
        Scheduler scheduler = world.scheduler();
        world.fail(
                Kind.LIVELOCK,
                "no end after "
                        + scheduler.steps()
                        + " steps"
                        + whereabouts(scheduler)
                        + (scheduler.fairness().hasYielded()
                                ? ""
                                : "; a loop that waits for another thread says so by Thread.onSpinWait"));
    }

    /** Nobody can go on but by going round and round. */
    static void goingRound(World world) {
        Scheduler scheduler = world.scheduler();
        long waiting = scheduler.spins().waiting();
        StringBuilder names = new StringBuilder();
        for (long rest = waiting; rest != 0; rest &= rest - 1) {
            names.append(names.isEmpty() ? "" : " and ")
                    .append(scheduler.task(Long.numberOfTrailingZeros(rest)).name());
        }
        boolean alone = Long.bitCount(waiting) == 1;
        boolean mine = (waiting & scheduler.current().bit) != 0;
        world.fail(
                Kind.LIVELOCK,
                "no end: "
                        + names
                        + (alone ? " goes" : " go")
                        + " round a loop, and nobody is left who could change what is read there"
                        + (mine ? whereabouts(scheduler) : ""));
    }

    private static String whereabouts(Scheduler scheduler) {
        return Crash.place(new Throwable())
                .map(place -> "; " + scheduler.current().name() + " is" + place)
                .orElse("");
    }
}
