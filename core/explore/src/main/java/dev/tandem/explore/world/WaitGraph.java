// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.ThreadView;
import dev.tandem.explore.world.Task.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who waits for whom, in a world that stands still. Waits that a time limit ends are no edges. */
final class WaitGraph {

    private final World world;
    private final Scheduler scheduler;

    WaitGraph(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
    }

    /** The task without whom the given one never goes on, if there is one such. */
    private @Nullable Task waitsFor(Task task) {
        if (task.isTimed() || (scheduler.runnable & task.bit) != 0) {
            return null;
        }
        Object on = task.waitsFor;
        return switch (task.wait) {
            case MONITOR, LOCK, PERMIT -> holder(task.wait, on);
            case TERMINATION -> on instanceof Task other ? other : null;
            case NONE, NOTIFICATION, TIME, DONE -> null;
        };
    }

    /** Who holds what a thread waits for in a given way, if anybody does. */
    @Nullable Task holder(Wait how, @Nullable Object on) {
        return switch (how) {
            case MONITOR -> on == null ? null : world.monitors().owner(on);
            case LOCK, PERMIT -> on instanceof OwnedTwin owned ? taskOf(owned.tandemOwner()) : null;
            case TERMINATION, NONE, NOTIFICATION, TIME, DONE -> null;
        };
    }

    /** Whether a thread is the owner of a lock or a monitor. */
    boolean owns(Task task, Object owned) {
        return holder(owned instanceof OwnedTwin ? Wait.LOCK : Wait.MONITOR, owned) == task;
    }

    private @Nullable Task taskOf(@Nullable Thread thread) {
        for (int i = 0; i < scheduler.taskCount; i++) {
            if (scheduler.task(i).thread == thread) {
                return scheduler.task(i);
            }
        }
        return null;
    }

    /**
     * A cycle of waits, or a wait for somebody who has ended, in words; empty when there is none.
     *
     * @param mayBeInterrupted whether somebody may still come who interrupts those that wait, so
     *     that only waits count which go on after that
     */
    String cycle(boolean mayBeInterrupted) {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task start = scheduler.task(i);
            List<String> words = new ArrayList<>();
            Task at = start;
            for (int length = 0; length <= scheduler.taskCount; length++) {
                Task next = waitsFor(at);
                if (next == null || (mayBeInterrupted && at.endsWhenInterrupted())) {
                    break;
                }
                words.add(edge(at, next));
                if (next == start) {
                    return String.join("; ", words);
                }
                if (next.wait == Wait.DONE && at.wait != Wait.TERMINATION) {
                    return edge(at, next) + ", which has ended";
                }
                at = next;
            }
        }
        return "";
    }

    private String edge(Task waiter, Task other) {
        if (waiter.wait == Wait.TERMINATION) {
            return waiter.name() + " waits for the end of " + other.name();
        }
        return waiter.name()
                + " waits for "
                + label(waiter.waitsFor)
                + ", held by "
                + (other == waiter ? "itself" : other.name());
    }

    /** What stands still, in words. */
    String standstill() {
        List<String> words = new ArrayList<>();
        Set<String> causes = new LinkedHashSet<>();
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait != Wait.DONE && isTold(task)) {
                Task other = waitsFor(task);
                words.add(
                        other == null
                                ? task.name()
                                        + " waits for "
                                        + what(task.wait, task.waitsFor, task.site)
                                : edge(task, other));
                causes.add(world.loans().cause(task));
            }
        }
        if (words.isEmpty()) {
            return idle();
        }
        return String.join("; ", words)
                + "; and nobody is left who could wake "
                + (words.size() == 1 ? "it" : "them")
                + String.join("", causes)
                + busyPools();
    }

    /** Whether it matters that a thread waits: to the end of the execution, or to others. */
    private static boolean isTold(Task task) {
        return task.thread.isDaemon() ? isForking(task) : !isIdle(task);
    }

    /** Whether a daemon waits in the midst of a task, as far as that is watched. */
    private static boolean isForking(Task task) {
        String type = Origin.plain(task.thread.getClass().getName());
        return type.equals("java.util.concurrent.ForkJoinWorkerThread") && !task.frames.isEmpty();
    }

    /** Whether a thread of a pool has nothing to do. */
    private static boolean isIdle(Task task) {
        return task.pool != null && !task.works && task.wait == Wait.PERMIT;
    }

    /** Nobody is left but threads of pools that have nothing to do. */
    private String idle() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (isIdle(task) && !task.thread.isDaemon()) {
                boolean isShutDown = world.loans().isShutDown(Objects.requireNonNull(task.pool));
                words.add(
                        task.name()
                                + " has nothing to do and waits for ever: its pool "
                                + (isShutDown ? "has been shut down" : "was never shut down"));
            }
        }
        return String.join("; ", words);
    }

    /** The pools of which every thread waits within a task. */
    private String busyPools() {
        IdentityHashMap<Object, List<String>> workers = new IdentityHashMap<>();
        Set<Object> idle = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.pool != null && task.wait != Wait.DONE) {
                workers.computeIfAbsent(task.pool, pool -> new ArrayList<>()).add(task.name());
                if (!task.works) {
                    idle.add(task.pool);
                }
            }
        }
        idle.forEach(workers::remove);
        return workers.values().stream()
                .map(names ->
                        names.size() == 1
                                ? names.getFirst() + " is the only thread of its pool and waits"
                                : String.join(" and ", names)
                                        + " are all the threads of their pool and wait")
                .map(words ->
                        "; "
                                + words
                                + " within a task, so that a task which is queued there never begins")
                .sorted()
                .collect(Collectors.joining());
    }

    /**
     * What a thread waits for in a given way, in words.
     *
     * @param place where the thread is
     */
    String what(Wait how, @Nullable Object on, int place) {
        return switch (how) {
            case MONITOR, LOCK -> label(on);
            case NOTIFICATION -> "a notification on " + label(on);
            case PERMIT -> on == null ? "a permit" : world.watch().signal(on, place);
            case TERMINATION ->
                    on instanceof Task other ? "the end of " + other.name() : "a thread";
            case TIME -> "time to pass";
            case NONE, DONE -> "nothing";
        };
    }

    /** Every thread as it is now. */
    List<ThreadView> views() {
        List<ThreadView> views = new ArrayList<>();
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            boolean goesOn = (scheduler.runnable & task.bit) != 0;
            boolean waits = !goesOn && task.wait != Wait.DONE;
            String state =
                    task.wait == Wait.DONE
                            ? "ended"
                            : goesOn
                                    ? "runnable"
                                    : task.isTimed() ? "waiting for a time" : "waiting";
            views.add(
                    new ThreadView(
                            task.name(),
                            state,
                            holds(task),
                            waits ? what(task.wait, task.waitsFor, task.site) : "",
                            waits ? task.frames : List.of()));
        }
        return List.copyOf(views);
    }

    /** The locks of a task, as far as somebody waits for them. */
    private List<String> holds(Task holder) {
        List<String> held = new ArrayList<>();
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait != Wait.TERMINATION && waitsFor(task) == holder) {
                String label = label(task.waitsFor);
                if (!held.contains(label)) {
                    held.add(label);
                }
            }
        }
        return List.copyOf(held);
    }

    private String label(@Nullable Object object) {
        return object == null ? "something" : world.ledger().ids().label(object);
    }
}
