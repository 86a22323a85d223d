// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.spi.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * The account of what the steps of an execution touch: which object, which part of it, and whether
 * it is written. Nothing is recorded, and no number given, unless the world is tracked.
 */
public final class Ledger {

    /**
     * The field under which the accesses to a monitor are recorded, which no class has so many of.
     */
    static final int MONITOR = 0x7FFF_FFFF;

    /**
     * The field of a thread under which it is recorded that it begins, or no longer needs, to ask
     * for a lock.
     */
    static final int ASKING = 1;

    /**
     * The fields of a thread under which its fences are recorded, which no other thread accesses.
     */
    static final int ACQUIRE_FENCE = 2;

    static final int RELEASE_FENCE = 3;

    /** The object under which it is recorded that a thread gets the next free name. */
    static final int NAMES = 0x3FFF_FFFF;

    /**
     * The object under which it is recorded that a step is taken: as a read, or as a write where
     * somebody yields or lets others go first, for then it matters to all who moves.
     */
    static final int TURN = 0x3FFF_FFFE;

    /** The object under which it is recorded that the clock moves, or that somebody reads it. */
    static final int CLOCK = 0x3FFF_FFFD;

    /** The object under which it is recorded that something happens for no reason, or might. */
    static final int SPURIOUS = 0x3FFF_FFFC;

    /**
     * The object under which it is recorded that an operation is called, as a read, or returns, as
     * a write: which of them had returned when another was called depends on the schedule.
     */
    private static final int HISTORY = 0x3FFF_FFFB;

    /** The object under which accesses to the handler of uncaught exceptions are recorded. */
    static final int HANDLER = 0x3FFF_FFFA;

    /** The object under which accesses to memory outside of the heap are recorded. */
    private static final int OUTSIDE = 0x3FFF_FFF9;

    /** The first of the streams that generators without a seed of the program's own get. */
    private static final long GENERATORS = 3L << 32;

    private static final int FIRST_TASK = 0x7F00_0000;

    private final boolean tracked;
    private final World world;
    private final Trace trace;
    private final ObjectIds ids;
    private final long seed;
    private boolean drawn;

    Ledger(World world, LastingNumbers numbers) {
        this.tracked = world.options().tracked();
        this.world = world;
        this.trace = world.trace();
        this.seed = world.options().seed();
        this.ids = new ObjectIds(world, this, numbers);
    }

    void clear() {
        ids.clear();
    }

    void succeed(Ledger before) {
        ids.succeed(before.ids);
    }

    /** The numbers of objects. */
    ObjectIds ids() {
        return ids;
    }

    /** The object under which the accesses to a thread are recorded. */
    static int of(Task task) {
        return FIRST_TASK | task.index;
    }

    /** The number of the thread that accesses to an object are accesses to. */
    static int task(int object) {
        return object & ~FIRST_TASK;
    }

    /** Whether the number of an object is that of a thread. */
    static boolean isTask(int object) {
        return object >= FIRST_TASK;
    }

    /** Remembers that the current step touched something; see {@link Trace}. */
    public void log(int object, int field, boolean write) {
        if (tracked && trace.steps() > 0) {
            trace.access(object, field, write);
            world.scheduler().spins().accessed(object, field, write);
        }
    }

    /** The running thread lets none of its later accesses, or none of its earlier ones, pass. */
    public void fence(boolean acquires, boolean releases) {
        int me = of(world.scheduler().current());
        if (acquires) {
            log(me, ACQUIRE_FENCE, false);
        }
        if (releases) {
            log(me, RELEASE_FENCE, false);
        }
    }

    /** Memory outside of the heap may be read and written. */
    public void outsideOfTheHeap() {
        log(OUTSIDE, Trace.FOREIGN, true);
    }

    /** An operation is called that can tell which ones have returned. */
    public void called() {
        log(HISTORY, Trace.OPAQUE, false);
    }

    /** An operation returns. */
    public void returned() {
        log(HISTORY, Trace.OPAQUE, true);
    }

    /** As {@link #log}, of an object that gets its number only if that is recorded. */
    public void touch(Object object, int field, boolean write) {
        if (tracked) {
            log(identify(object), field, write);
        }
    }

    /**
     * Some bytes outside of the heap are accessed. Their numbers hold for one execution, as a data
     * race does; for the search the call counts as an access to the object besides.
     *
     * @param object what stands for them, or for more of the same memory
     */
    public void touchMemory(Object object, long address, long count, boolean write) {
        if (tracked) {
            int number = identify(object);
            int from = (int) (address - ids.address(number, address));
            for (int i = 0; i < count; i++) {
                log(number, Trace.element(from + i), write);
            }
        }
    }

    /**
     * An element of an array of the last execution in words: {@code element 3 of int[8] #2}; or a
     * byte of other memory.
     */
    public String element(int object, int index) {
        return ids.element(object, index);
    }

    /** The number of any object. */
    public int identify(@Nullable Object object) {
        return ids.number(object);
    }

    /**
     * A number for an object that is being created: the same whenever the same thread gets there
     * the same way. 0 when nothing is recorded; then it gets one when it is asked for.
     */
    public int newId(Object created) {
        if (!tracked) {
            return 0;
        }
        int number = ids.next();
        world.watch().created(created, number);
        return number;
    }

    /** The running thread has created an object that is not rewritten. */
    public void created(Object object) {
        if (tracked) {
            ids.created(object);
        }
    }

    /** Of two objects that are not rewritten one is a part of the other, unless it is known. */
    public void derived(Object object, Object source) {
        if (tracked) {
            ids.derived(object, source);
        }
    }

    /** An object that is new has what another contains, and is otherwise one of its own. */
    public void shares(Object object, Object source) {
        if (tracked) {
            ids.shares(object, source);
        }
    }

    /** What an object contains that may share it with others is read, or changed. */
    public void content(Object object, boolean changes) {
        int owner = tracked ? ids.owner(object) : 0;
        if (owner != 0) {
            int kind = changes ? Trace.CALL_CHANGES : Trace.CALL_READS;
            log(owner, kind | Trace.CONTENT, true);
        }
    }

    /** Whether an object is known as a part of another. */
    public boolean isDerived(Object object) {
        return tracked && ids.isDerived(object);
    }

    /** As {@link #derived} for the next object that is not rewritten. */
    public void wrapping(Object source) {
        if (tracked) {
            ids.wrapping(source);
        }
    }

    /** What to start a random generator of the program from, the same in every execution. */
    public long seed() {
        drawn = true;
        world.scheduler().spins().spoil();
        return Seeds.mix(seed, GENERATORS + ids.nextGenerator());
    }

    /** Whether any execution has asked for such. */
    public boolean hasDrawn() {
        return drawn;
    }
}
