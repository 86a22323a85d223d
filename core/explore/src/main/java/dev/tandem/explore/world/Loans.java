// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who has taken what has no owner, and who has given it back: permits, read locks, counts of a
 * latch; and which tasks have been begun, and which pools shut down. It is looked at only when
 * nobody can go on, to say why.
 */
public final class Loans {

    /** What is noted. */
    public enum Kind {
        PERMIT,
        READ_LOCK,
        COUNT,
        TASK,
        SHUTDOWN
    }

    private final Scheduler scheduler;
    private @Nullable Object[] of = new @Nullable Object[16];
    private Kind[] kinds = new Kind[16];
    private Task[] by = new Task[16];
    private int[] amounts = new int[16];
    private int size;

    Loans(Scheduler scheduler) {
        this.scheduler = scheduler;
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
            return debtors(
                    Kind.READ_LOCK,
                    object,
                    task ->
                            task == waiter
                                    ? task.name() + " itself holds its read lock"
                                    : task.name() + " holds its read lock" + ended(task));
        }
        if (has(Kind.PERMIT, object)) {
            return debtors(
                    Kind.PERMIT,
                    object,
                    task -> {
                        int count = balance(Kind.PERMIT, object, task);
                        return task.name()
                                + " has taken "
                                + (count == 1 ? "a permit" : count + " permits")
                                + " and not given "
                                + (count == 1 ? "it" : "them")
                                + " back"
                                + ended(task);
                    });
        }
        String name = Origin.plain(object.getClass().getName());
        if (name.startsWith("java.util.concurrent.CountDownLatch")) {
            return counters(object);
        }
        return name.equals("java.util.concurrent.FutureTask") && !has(Kind.TASK, object)
                ? "; nobody has begun to run it" + closers()
                : "";
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
        return tasks().stream()
                .filter(task -> task.wait == Task.Wait.DONE)
                .filter(task -> balance(Kind.COUNT, latch, task) == 0)
                .map(task -> "; " + task.name() + " has ended without counting it down")
                .collect(Collectors.joining());
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
