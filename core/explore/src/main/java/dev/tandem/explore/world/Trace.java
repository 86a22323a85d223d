// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What happened in one execution: a row a step, and the memory that each step touched. Reused for
 * the next execution; nothing here is allocated while the program runs, but for the growth of the
 * arrays.
 */
public final class Trace implements Decisions {

    /**
     * A field number with this bit is that of a synchronising access, which is no less a conflict.
     */
    public static final int SYNCHRONISING = 0x4000_0000;

    /** The field number of the whole of an object that is not rewritten. */
    public static final int FOREIGN = 0x2000_0000;

    /** As {@link #SYNCHRONISING}, for an access that is atomic and orders nothing. */
    public static final int OPAQUE = SYNCHRONISING | 0x0800_0000;

    /** As {@link #SYNCHRONISING}, for a read that acquires or a write that releases. */
    public static final int ORDERED = SYNCHRONISING | 0x1000_0000;

    /** As {@link #SYNCHRONISING}, for an access with the effects of one to a volatile field. */
    public static final int VOLATILE = SYNCHRONISING | 0x1800_0000;

    /** As {@link #FOREIGN}, for a call that only reads what is not made for several threads. */
    public static final int CALL_READS = FOREIGN | 0x0800_0000;

    /** As {@link #FOREIGN}, for a call that changes what is not made for several threads. */
    public static final int CALL_CHANGES = FOREIGN | 0x1000_0000;

    /** Beside one of these: of what an object contains that it shares with others. */
    public static final int CONTENT = 1;

    /**
     * The field of a lock under which it is recorded that a thread begins to read what the lock
     * protects without taking it; nobody writes it.
     */
    public static final int AHEAD = FOREIGN | 1;

    /** As {@link #AHEAD}, that it has found out that what it has read so still holds. */
    public static final int FRESH = FOREIGN | 2;

    /** As {@link #AHEAD}, that it has found out that what it has read so may be stale. */
    public static final int STALE = FOREIGN | 3;

    /** The number of the one field that an object of {@code java.util.concurrent.atomic} has. */
    public static final int VALUE = 1;

    /** The bits that tell kinds of access to one place apart. */
    static final int KIND = SYNCHRONISING | 0x1800_0000;

    private static final int ELEMENT = 0x0400_0000;

    /**
     * How far back an access is looked for that need not be recorded twice: what a small loop does
     * goes into one record.
     */
    private static final int RECENT = 4;

    private static final int MOST_ACCESSES = 1 << 24;

    private static final long MASK = ~((long) KIND << 1);

    private int steps;
    private int[] task = new int[256];
    private int[] site = new int[256];
    private int[] acquired = new int[256];
    private int[] cause = new int[256];
    private long[] enabled = new long[256];
    private int[] logStart = new int[257];
    private long[] log = new long[4096];
    private int logged;
    private int[] choices = new int[16];
    private int[] choiceStep = new int[16];
    private int choiceCount;
    private int[] reasonless = new int[4];
    private int reasonlessCount;
    private boolean pruned;
    private boolean clockMoved;
    private int tasks;
    private final int[] wanted = new int[Scheduler.MAX_TASKS];
    private int[] taken = new int[64];
    private int[] takenIn = new int[64];
    private int takenCount;
    private int[] quiescent = new int[8];
    private int quiescentCount;
    private IntUnaryOperator standing = task -> 0;

    /** Where each task stands is asked of the scheduler, so that a step need not tell. */
    void standing(IntUnaryOperator places) {
        standing = places;
    }

    void reset() {
        steps = 0;
        logged = 0;
        choiceCount = 0;
        pruned = false;
        quiescentCount = 0;
        takenCount = 0;
        reasonlessCount = 0;
        clockMoved = false;
    }

    void step(int who, long couldGo, int where, int because) {
        if (steps == task.length) {
            int size = steps * 2;
            task = Arrays.copyOf(task, size);
            site = Arrays.copyOf(site, size);
            acquired = Arrays.copyOf(acquired, size);
            cause = Arrays.copyOf(cause, size);
            enabled = Arrays.copyOf(enabled, size);
            logStart = Arrays.copyOf(logStart, size + 1);
        }
        task[steps] = who;
        enabled[steps] = couldGo;
        site[steps] = where;
        acquired[steps] = 0;
        cause[steps] = because;
        logStart[steps] = logged;
        steps++;
    }

    void acquires(int object) {
        acquired[steps - 1] = object;
    }

    void access(int object, int field, boolean write) {
        if (logged == log.length) {
            log = Arrays.copyOf(log, logged * 2);
        }
        long entry = ((long) object << 32) | ((long) field << 1) | (write ? 1 : 0);
        int from = Math.max(logStart[steps - 1], logged - RECENT);
        for (int i = logged - 1; i >= from; i--) {
            if (log[i] == entry) {
                return;
            }
        }
        log[logged++] = entry;
    }

    void chose(int value) {
        if (choiceCount == choices.length) {
            choices = Arrays.copyOf(choices, choiceCount * 2);
            choiceStep = Arrays.copyOf(choiceStep, choiceCount * 2);
        }
        choiceStep[choiceCount] = steps - 1;
        choices[choiceCount++] = value;
    }

    /**
     * Nobody could go on, and then something happened that had to wait for that: all that follows
     * comes after all before.
     */
    void quiesced() {
        if (quiescentCount == quiescent.length) {
            quiescent = Arrays.copyOf(quiescent, quiescentCount * 2);
        }
        quiescent[quiescentCount++] = steps;
    }

    /** The current step has become the only owner of a lock or monitor. */
    void takes(int object) {
        if (takenCount == taken.length) {
            taken = Arrays.copyOf(taken, takenCount * 2);
            takenIn = Arrays.copyOf(takenIn, takenCount * 2);
        }
        takenIn[takenCount] = steps - 1;
        taken[takenCount++] = object;
    }

    void clockMoves() {
        clockMoved = true;
    }

    /** How many accesses there are so far. */
    int accesses() {
        return logged;
    }

    /** Forgets all accesses but so many, none of which is of another step than the current one. */
    void forgetAccesses(int kept) {
        logged = kept;
    }

    /** In the current step something happens for no reason. */
    void happensForNoReason() {
        if (reasonlessCount == reasonless.length) {
            reasonless = Arrays.copyOf(reasonless, reasonlessCount * 2);
        }
        reasonless[reasonlessCount++] = steps - 1;
    }

    /** What a task still wants to take at the end of the execution; 0 for nothing. */
    void end(int task, int wants) {
        wanted[task] = wants;
        tasks = task + 1;
    }

    void prune() {
        pruned = true;
    }

    /** A number that two executions with different schedules hardly ever share. */
    public long hash() {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < steps; i++) {
            hash = (hash ^ task[i]) * 0x1_0000_0001_B3L;
        }
        for (int i = 0; i < choiceCount; i++) {
            hash = (hash ^ choices[i] + 64) * 0x1_0000_0001_B3L;
        }
        return hash;
    }

    /** Whether so much has been recorded that the execution had better end. */
    boolean isFull() {
        return logged > MOST_ACCESSES;
    }

    /** How many steps the execution took. */
    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int task(int step) {
        return task[step];
    }

    /** The place in the program where a step began, as a number of the loader's table of places. */
    public int site(int step) {
        return site[step];
    }

    /** The place where a task of the execution stands, and its next step begins. */
    public int place(int task) {
        return standing.applyAsInt(task);
    }

    /** The tasks that could have taken a step, one bit each. */
    public long enabled(int step) {
        return enabled[step];
    }

    /**
     * The object whose lock a step began by taking, so that it could not have happened while
     * another held it; 0 for none.
     */
    public int acquired(int step) {
        return acquired[step];
    }

    /**
     * The earlier step without which the task could not have taken this one, because it was
     * waiting; -1 for none.
     */
    public int cause(int step) {
        return cause[step];
    }

    /** Whether in a step something happened for no reason. */
    public boolean isReasonless(int step) {
        for (int i = 0; i < reasonlessCount; i++) {
            if (reasonless[i] == step) {
                return true;
            }
        }
        return false;
    }

    /** How often something happened for no reason. */
    public int reasonless() {
        return reasonlessCount;
    }

    /** Whether a step begins, ends or reads a time, as the moves of the clock do. */
    public boolean readsTheClock(int step) {
        for (int i = accessesFrom(step); i < accessesTo(step); i++) {
            if (object(log[i]) == Ledger.CLOCK) {
                return true;
            }
        }
        return false;
    }

    /** How many tasks there were. Known when the execution has ended. */
    public int tasks() {
        return tasks;
    }

    /** How many there were who took steps: the tasks and, if it has moved, the clock. */
    public int lanes() {
        return clockMoved ? tasks + 1 : tasks;
    }

    /** The object whose lock a task wanted to take and never got; 0 for none. */
    public int wanted(int task) {
        return wanted[task];
    }

    /** How often a lock or monitor got an owner. */
    public int takings() {
        return takenCount;
    }

    public int taken(int index) {
        return taken[index];
    }

    /** The step in which it was taken; never less than that of the taking before. */
    public int takenIn(int index) {
        return takenIn[index];
    }

    public int quiescences() {
        return quiescentCount;
    }

    /** The number of steps that had been taken when nobody could go on. */
    public int quiescence(int index) {
        return quiescent[index];
    }

    /** Where the accesses of a step begin among those of the execution. */
    public int accessesFrom(int step) {
        return logStart[step];
    }

    public int accessesTo(int step) {
        return step + 1 < steps ? logStart[step + 1] : logged;
    }

    /** What an access is to, whatever kind it is. */
    public static long place(long access) {
        return (access & MASK) >>> 1;
    }

    /** An access without its kind, but for the one bit of a write. */
    public static long plain(long access) {
        return access & MASK;
    }

    public static boolean isWrite(long access) {
        return (access & 1) != 0;
    }

    /** Whether an access is to an object that is not rewritten, as a whole. */
    public static boolean isForeign(long access) {
        return (field(access) & FOREIGN) != 0;
    }

    /** Whether a thread begins so to read ahead. */
    public static boolean isAhead(long access) {
        return field(access) == AHEAD;
    }

    /** Whether it so goes on with what it has read ahead. */
    public static boolean isFresh(long access) {
        return field(access) == FRESH;
    }

    /** Whether it so gives up what it has read ahead. */
    public static boolean isStale(long access) {
        return field(access) == STALE;
    }

    /** The field number of an array element. */
    public static int element(int index) {
        return ELEMENT | (index & (ELEMENT - 1));
    }

    public static boolean isElement(long access) {
        return (field(access) & (FOREIGN | ELEMENT)) == ELEMENT;
    }

    /** The index of an element; of a huge array, what is left of it. */
    public static int index(long access) {
        return field(access) & (ELEMENT - 1);
    }

    /** The number of the object that is accessed. */
    public static int object(long access) {
        return (int) (access >>> 32);
    }

    /** The number of the field, with all its bits. */
    static int field(long access) {
        return (int) ((access & 0xFFFF_FFFFL) >>> 1);
    }

    /** The number of a field that has a name. */
    public static int named(long access) {
        return field(access) & (ELEMENT - 1);
    }

    /** An access: the object in the upper half, then the field, then one bit for a write. */
    public long access(int index) {
        return log[index];
    }

    @Override
    public int choices() {
        return choiceCount;
    }

    @Override
    public int choice(int index) {
        return choices[index];
    }

    @Override
    public int choiceStep(int index) {
        return choiceStep[index];
    }

    /** Whether the strategy gave the execution up before its end. */
    public boolean isPruned() {
        return pruned;
    }
}
