// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who has taken what has no owner, and who has given it back: permits, read locks, stamped locks,
 * counts of a latch; which tasks have been begun, and which pools shut down; how many a barrier
 * waits for. It is looked at only when nobody can go on, to say why.
 */
public final class Loans {

    /** What is noted. */
    public enum Kind {
        PERMIT,
        READ_LOCK,
        STAMP,
        COUNT,
        PARTIES,
        TASK,
        SHUTDOWN
    }

    private final World world;
    private final Scheduler scheduler;
    private @Nullable Object[] of = new @Nullable Object[16];
    private Kind[] kinds = new Kind[16];
    private Task[] by = new Task[16];
    private int[] amounts = new int[16];
    private int size;

    Loans(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
    }

    private ObjectIds ids() {
        return world.ledger().ids();
    }

    void clear() {
        Arrays.fill(of, 0, size, null);
        size = 0;
    }

    /**
     * The running thread has taken something, or given it back.
     *
     * @param amount how much it has taken; below 0 what it has given
     */
    public void add(Object object, int amount, Kind kind) {
        if (size == of.length) {
            of = Arrays.copyOf(of, size * 2);
            kinds = Arrays.copyOf(kinds, size * 2);
            by = Arrays.copyOf(by, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        of[size] = object;
        kinds[size] = kind;
        by[size] = scheduler.current();
        amounts[size++] = amount;
    }

    /** What a thread that waits for an object should know about it, in words; empty for nothing. */
    String cause(Task waiter) {
        Object object = waiter.waitsFor;
        if (object == null) {
            return "";
        }
        if (has(Kind.READ_LOCK, object)) {
            return debtors(Kind.READ_LOCK, object, task -> holds(task, object, "its read lock"));
        }
        if (has(Kind.STAMP, object)) {
            return debtors(Kind.STAMP, object, task -> holds(task, object, "it"));
        }
        if (has(Kind.PERMIT, object)) {
            return debtors(Kind.PERMIT, object, task -> keeps(task, object));
        }
        if (has(Kind.PARTIES, object)) {
            return parties(object);
        }
        return switch (Origin.plain(object.getClass().getName())) {
            case "java.util.concurrent.CountDownLatch$Sync" -> counters(object);
            case "java.util.concurrent.CompletableFuture$Signaller" ->
                    "; nobody has completed the future that " + waiter.name() + " waits for";
            case "java.util.concurrent.FutureTask" -> unbegun(object);
            default -> isForked(object.getClass()) ? unbegun(object) : "";
        };
    }

    private static boolean isForked(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            if (Origin.plain(at.getName()).equals("java.util.concurrent.ForkJoinTask")) {
                return true;
            }
        }
        return false;
    }

    private String unbegun(Object task) {
        return has(Kind.TASK, task)
                ? ""
                : "; nobody has begun to run " + ids().label(task) + closers();
    }

    /** Who waits for what it holds itself is told so. */
    private static String holds(Task task, Object object, String what) {
        return task.name()
                + (task.waitsFor == object ? " itself holds " : " holds ")
                + what
                + ended(task);
    }

    private String keeps(Task task, Object semaphore) {
        int count = balance(Kind.PERMIT, semaphore, task);
        return task.name()
                + " has taken "
                + (count == 1 ? "a permit" : count + " permits")
                + (isOnlyOne(semaphore) ? "" : " of " + ids().label(semaphore))
                + " and not given "
                + (count == 1 ? "it" : "them")
                + " back"
                + ended(task);
    }

    /** Whether nobody has taken permits of another semaphore. */
    private boolean isOnlyOne(Object semaphore) {
        for (int i = 0; i < size; i++) {
            if (kinds[i] == Kind.PERMIT && of[i] != semaphore) {
                return false;
            }
        }
        return true;
    }

    /** Whether a pool has been shut down. */
    boolean isShutDown(Object pool) {
        return has(Kind.SHUTDOWN, pool);
    }

    private boolean has(Kind kind, Object object) {
        for (int i = 0; i < size; i++) {
            if (of[i] == object && kinds[i] == kind) {
                return true;
            }
        }
        return false;
    }

    private int balance(Kind kind, Object object, Task task) {
        int balance = 0;
        for (int i = 0; i < size; i++) {
            if (of[i] == object && kinds[i] == kind && by[i] == task) {
                balance += amounts[i];
            }
        }
        return balance;
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < scheduler.taskCount; i++) {
            tasks.add(scheduler.task(i));
        }
        return tasks;
    }

    private interface Words {
        String of(Task task);
    }

    /** Nobody owes anything where some give what they have not taken. */
    private String debtors(Kind kind, Object object, Words words) {
        if (tasks().stream().anyMatch(task -> balance(kind, object, task) < 0)) {
            return "";
        }
        return tasks().stream()
                .filter(task -> balance(kind, object, task) > 0)
                .map(task -> "; " + words.of(task))
                .collect(Collectors.joining());
    }

    private String counters(Object latch) {
        String missing =
                latch instanceof QueuedTwin counter
                        ? "; its count is still " + counter.tandemState()
                        : "";
        return missing
                + tasks().stream()
                        .filter(task -> task.wait == Task.Wait.DONE)
                        .filter(task -> balance(Kind.COUNT, latch, task) == 0)
                        .map(task -> "; " + task.name() + " has ended without counting it down")
                        .collect(Collectors.joining());
    }

    private String parties(Object trip) {
        long come = tasks().stream().filter(task -> task.waitsFor == trip).count();
        int all = 0;
        for (int i = 0; i < size; i++) {
            if (of[i] == trip && kinds[i] == Kind.PARTIES) {
                all = amounts[i];
            }
        }
        return "; the barrier is for "
                + all
                + ", and "
                + come
                + (come == 1 ? " has" : " have")
                + " come";
    }

    private String closers() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < size; i++) {
            if (kinds[i] == Kind.SHUTDOWN) {
                words.append(", and ").append(by[i].name()).append(" has shut a pool down");
            }
        }
        return words.toString();
    }

    private static String ended(Task task) {
        return task.wait == Task.Wait.DONE ? ", and has ended" : "";
    }
}
