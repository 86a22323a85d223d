// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.rewriting.WorldLoader;
import dev.tandem.explore.world.Effect;
import dev.tandem.explore.world.Levels;
import dev.tandem.explore.world.Loans;
import dev.tandem.explore.world.LockTwin;
import dev.tandem.explore.world.OwnedTwin;
import dev.tandem.explore.world.Parts;
import dev.tandem.explore.world.QueuedTwin;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.Tracked;
import java.lang.reflect.Array;
import java.nio.Buffer;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Where the rewritten code leaves the program and asks the world: points of choice, monitors,
 * memory.
 */
public final class Gate {

    static final Parts WORLD = ((WorldLoader) Gate.class.getClassLoader()).world().parts();

    /** That of the world, as one of {@link Levels}. */
    static final int LEVEL = ((WorldLoader) Gate.class.getClassLoader()).level();

    private Gate() {}

    /** Whether the world's level is among these. */
    static boolean isAt(int levels) {
        return (LEVEL & levels) != 0;
    }

    /** The running thread has come to a place in the program. */
    public static void at(int site) {
        WORLD.scheduler().at(site);
    }

    // What stands in an image, where classes are for all levels, is told at which it is to happen.

    public static void at(int site, int levels) {
        if (isAt(levels)) {
            at(site);
        }
    }

    public static void entry(int site, int levels) {
        if (isAt(levels)) {
            entry(site);
        }
    }

    public static void entryOf(@Nullable Object receiver, int site, int levels) {
        if (isAt(levels)) {
            entryOf(receiver, site);
        }
    }

    public static void entry(@Nullable Object receiver, int site, int levels) {
        if (isAt(levels)) {
            entry(receiver, site);
        }
    }

    public static void lockEntry(@Nullable Object receiver, int site, int levels) {
        if (isAt(levels)) {
            lockEntry(receiver, site);
        }
    }

    public static void interruptibleEntry(@Nullable Object receiver, int site, int levels) {
        if (isAt(levels)) {
            interruptibleEntry(receiver, site);
        }
    }

    public static void point(int levels) {
        if (isAt(levels)) {
            point();
        }
    }

    public static void letOthersGoFirst(int levels) {
        if (isAt(levels)) {
            letOthersGoFirst();
        }
    }

    /** The program is about to call a collection, whose points of choice are shown there. */
    public static void calls(int site) {
        WORLD.scheduler().calls(site);
    }

    /**
     * The program is about to call into {@code java.util.concurrent}.
     *
     * @param site here and below 0 where the place is that of the caller
     */
    public static void entry(int site) {
        arrive(site);
        WORLD.scheduler().point();
    }

    public static void entryOf(@Nullable Object receiver, int site) {
        arrive(site);
        WORLD.scheduler().point();
    }

    /** As {@link #entry(int)} where it depends on the receiver whether that is such a call. */
    public static void entry(@Nullable Object receiver, int site) {
        if (receiver instanceof Twin) {
            arrive(site);
            WORLD.scheduler().point();
        }
    }

    /** As {@link #entry(int)} where it depends on what the call is about whether it is a step. */
    public static void entry(boolean step, int site) {
        if (step) {
            entry(site);
        }
    }

    /**
     * Whether it is a step that a method which is not rewritten may access an object: where
     * accesses to memory are, if the object can change; elsewhere if it lets one thread in at a
     * time.
     *
     * @param receiver whose method it is; the rewritten ones see to everything themselves
     */
    public static boolean isStep(@Nullable Object receiver, @Nullable Object object) {
        return isAt(Levels.MEMORY) ? canChange(receiver, object) : isSynchronized(receiver, object);
    }

    private static boolean canChange(@Nullable Object receiver, @Nullable Object object) {
        return object != null
                && !(receiver instanceof Tracked)
                && (object.getClass().isArray() ? Array.getLength(object) > 0 : isForeign(object));
    }

    private static boolean isSynchronized(@Nullable Object receiver, @Nullable Object object) {
        return !(receiver instanceof Tracked)
                && object != null
                && object != Internals.NULL_STREAM
                && Identity.isSynchronized(object);
    }

    private static boolean isForeign(Object object) {
        return !(object instanceof Tracked)
                && object != Internals.NULL_STREAM
                && (!Identity.isImmutable(object.getClass())
                        || (Unshared.isOne(object) && !Unshared.isCursor(object)));
    }

    /** The program is about to take a lock. */
    public static void lockEntry(@Nullable Object receiver, int site) {
        lockEntry(receiver, site, false);
    }

    /** It is about to take one, unless it is interrupted. */
    public static void interruptibleEntry(@Nullable Object receiver, int site) {
        lockEntry(receiver, site, true);
    }

    private static void lockEntry(@Nullable Object receiver, int site, boolean interruptibly) {
        arrive(site);
        if (receiver instanceof LockTwin lock) {
            WORLD.threads().lockEntry(lock, interruptibly);
        } else {
            WORLD.scheduler().point();
        }
    }

    static void arrive(int site) {
        if (site != 0) {
            WORLD.scheduler().at(site);
        }
    }

    /** A thread has taken something that has no owner, or given it back. */
    public static void lends(Object object, int amount, Loans.Kind kind) {
        WORLD.world().loans().add(object, amount, kind);
    }

    /** A thread of a pool begins a task. */
    public static void works(Object pool) {
        WORLD.threads().works(pool);
    }

    /** It has ended that task. */
    public static void rests() {
        WORLD.threads().rests();
    }

    /** A lock with a name has been created. */
    public static void named(LockTwin lock, String name) {
        WORLD.watch().named(lock, name);
    }

    /** The program is about to wait for another thread. */
    public static void mayWakeUp() {
        WORLD.spurious().permit();
    }

    /** Whether an update fails though the value is the expected one. */
    public static boolean failsForNoReason() {
        return WORLD.spurious().happens();
    }

    /** Memory outside of the heap is accessed; all of it counts as one. */
    public static void outsideOfTheHeap() {
        WORLD.ledger().outsideOfTheHeap();
    }

    public static void point() {
        WORLD.scheduler().point();
    }

    /** A thread is about to queue up for a lock. */
    public static void queuesUp(boolean interruptibly) {
        WORLD.threads().queuesUp(interruptibly);
    }

    public static void ownerChanged(OwnedTwin sync, @Nullable Thread owner) {
        WORLD.threads().ownerChanged(sync, owner);
    }

    public static void enter(Object monitor) {
        WORLD.monitors().enter(monitor);
    }

    public static void exit(Object monitor) {
        WORLD.monitors().exit(monitor);
    }

    /** The JDK's own code waits until another thread has moved. */
    public static void letOthersGoFirst() {
        WORLD.fairness().letOthersGoFirst();
    }

    public static void backEdge() {
        WORLD.fairness().backEdge();
    }

    /** The running thread comes from outside to where a loop begins. */
    public static void enterLoop(int loop) {
        WORLD.spins().enter(loop);
    }

    /** What a local variable holds at the end of a round, which {@link #spinEdge} is told next. */
    public static void local(int value) {
        WORLD.spins().local(value);
    }

    public static void local(long value) {
        WORLD.spins().local(value);
    }

    public static void local(float value) {
        WORLD.spins().local(Float.floatToRawIntBits(value));
    }

    public static void local(double value) {
        WORLD.spins().local(Double.doubleToRawLongBits(value));
    }

    public static void local(@Nullable Object value) {
        WORLD.spins().local(value);
    }

    /** As {@link #local(int)}, of a variable that nothing uses before the loop has ended. */
    public static void result(int value) {
        WORLD.spins().result(value);
    }

    public static void result(long value) {
        WORLD.spins().result(value);
    }

    public static void result(float value) {
        WORLD.spins().result(Float.floatToRawIntBits(value));
    }

    public static void result(double value) {
        WORLD.spins().result(Double.doubleToRawLongBits(value));
    }

    public static void result(@Nullable Object value) {
        WORLD.spins().result(value);
    }

    public static void spinEdge(int loop) {
        WORLD.fairness().spinEdge(loop);
    }

    /**
     * As {@link #spinEdge(int)}, if the jump back is taken.
     *
     * @param jump its instruction, which compares the first number with the second
     */
    public static void spinEdge(int one, int other, int jump, int loop) {
        boolean taken =
                switch (jump) {
                    case Opcodes.IFEQ, Opcodes.IF_ICMPEQ -> one == other;
                    case Opcodes.IFNE, Opcodes.IF_ICMPNE -> one != other;
                    case Opcodes.IFLT, Opcodes.IF_ICMPLT -> one < other;
                    case Opcodes.IFGE, Opcodes.IF_ICMPGE -> one >= other;
                    case Opcodes.IFGT, Opcodes.IF_ICMPGT -> one > other;
                    default -> one <= other;
                };
        spinEdge(taken, loop);
    }

    public static void spinEdge(@Nullable Object one, @Nullable Object other, int jump, int loop) {
        boolean equal = jump == Opcodes.IFNULL || jump == Opcodes.IF_ACMPEQ;
        spinEdge((one == other) == equal, loop);
    }

    private static void spinEdge(boolean taken, int loop) {
        if (taken) {
            WORLD.fairness().spinEdge(loop);
        } else {
            WORLD.spins().forgetLocals();
        }
    }

    /** A synchroniser is about to set its state. */
    public static void stateChanges(QueuedTwin synchroniser) {
        WORLD.spins().stateChanges(synchroniser);
    }

    public static int newId(Object created) {
        return WORLD.ledger().newId(created);
    }

    /** The program has created an object of a class that is not rewritten. */
    public static void created(Object object) {
        WORLD.ledger().created(object);
    }

    /** The program has created an array, with all those that are its elements. */
    public static void createdArrays(Object array) {
        WORLD.ledger().created(array);
        if (array instanceof Object[] rows) {
            for (Object row : rows) {
                if (row != null) {
                    createdArrays(row);
                }
            }
        }
    }

    /** The number of an object; what was read from a stream has none before it is met. */
    public static int number(Object object, int number) {
        return number == 0 ? WORLD.ledger().identify(object) : number;
    }

    public static void read(int object, int field) {
        WORLD.ledger().log(object, field, false);
    }

    public static void write(int object, int field) {
        WORLD.ledger().log(object, field, true);
    }

    public static void readElement(@Nullable Object array, int index) {
        if (array != null) {
            WORLD.ledger().touch(array, Trace.element(index), false);
        }
    }

    public static void writeElement(@Nullable Object array, int index) {
        if (array != null) {
            WORLD.ledger().touch(array, Trace.element(index), true);
        }
    }

    /** As {@link #readElement}, where the access orders threads. */
    public static void acquireElement(@Nullable Object array, int index) {
        if (array != null) {
            WORLD.ledger().touch(array, Trace.element(index) | Trace.SYNCHRONISING, false);
        }
    }

    /** As {@link #writeElement}, where the access orders threads. */
    public static void releaseElement(@Nullable Object array, int index) {
        if (array != null) {
            WORLD.ledger().touch(array, Trace.element(index) | Trace.SYNCHRONISING, true);
        }
    }

    /**
     * A method of the JDK accesses an array from one end to the other.
     *
     * @param kind 0, or {@link Trace#SYNCHRONISING} where the access orders threads
     */
    public static void touchElements(@Nullable Object array, boolean write, int kind) {
        if (array != null) {
            touchElements(array, 0, Array.getLength(array), write, kind);
        }
    }

    /** As above, of those from an index to another, as far as there are any. */
    public static void touchElements(
            @Nullable Object array, int from, int to, boolean write, int kind) {
        int end = array == null ? 0 : Math.min(to, Array.getLength(array));
        for (int i = Math.max(0, from); array != null && i < end; i++) {
            WORLD.ledger().touch(array, Trace.element(i) | kind, write);
        }
    }

    /** {@link System#arraycopy}, which checks the bounds before anything is recorded. */
    public static void copy(Object source, int from, Object target, int to, int length, int kind) {
        System.arraycopy(source, from, target, to, length);
        touchElements(source, from, from + length, false, kind);
        touchElements(target, to, to + length, true, kind);
    }

    /** Something inside an object that is not rewritten, or only as a whole, is accessed. */
    public static void touch(@Nullable Object object, boolean write) {
        if (object != null) {
            WORLD.ledger().touch(object, 0, write);
        }
    }

    /** A field or an array element is accessed by its offset. */
    public static void touch(@Nullable Object object, long offset, boolean write) {
        if (object == null) {
            return;
        }
        Class<?> type = object.getClass();
        int field =
                type.isArray()
                        ? Trace.element(Identity.index(type, offset)) | Trace.SYNCHRONISING
                        : 0;
        WORLD.ledger().touch(object, field, write);
    }

    /**
     * A method of an object that is not rewritten is called.
     *
     * @param effect one of those of {@link Effect}
     */
    public static void called(@Nullable Object object, int effect) {
        if (object == null || object instanceof Tracked || object == Internals.NULL_STREAM) {
            return;
        }
        if (Unshared.isOne(object)) {
            boolean reads =
                    effect == Effect.READS
                            || (effect == Effect.MOVES && WORLD.ledger().isDerived(object));
            touchForeign(object, reads ? Trace.CALL_READS : Trace.CALL_CHANGES);
            if (object instanceof Buffer) {
                WORLD.ledger().content(object, effect == Effect.CHANGES);
            }
        } else if (isForeign(object)) {
            touchForeign(
                    object,
                    Identity.isSynchronized(object)
                            ? Trace.FOREIGN | Trace.SYNCHRONISING
                            : Trace.FOREIGN);
        }
    }

    private static void touchForeign(Object object, int field) {
        if (!object.getClass().isArray()) {
            WORLD.ledger().touch(object, field, true);
            if (object instanceof Buffer buffer && buffer.hasArray()) {
                touchElements(buffer.array(), true, Trace.SYNCHRONISING);
            }
        }
    }

    /** An object that is not rewritten may be accessed; unless it cannot change, it is written. */
    static void touchForeign(@Nullable Object object) {
        if (object != null && isForeign(object)) {
            touchForeign(object, Trace.FOREIGN);
        }
    }

    /**
     * A method that is not rewritten is handed an object.
     *
     * @param receiver whose method it is; the rewritten ones see to everything themselves
     * @param write whether it may change an array
     */
    public static void handed(@Nullable Object receiver, @Nullable Object object, boolean write) {
        if (!(receiver instanceof Tracked)) {
            handed(object, write);
        }
    }

    public static void handed(@Nullable Object object, boolean write) {
        if (object == null || !object.getClass().isArray()) {
            touchForeign(object);
            return;
        }
        // What may not happen at all is no evidence of a data race.
        touchElements(object, write, write ? Trace.SYNCHRONISING : 0);
        if (object instanceof Object[] elements) {
            for (Object element : elements) {
                touchForeign(element);
            }
        }
    }

    /**
     * A method that is not rewritten reads an object, or the elements of an array.
     *
     * @param receiver as in {@link #handed(Object, Object, boolean)}
     */
    public static void consulted(@Nullable Object receiver, @Nullable Object object) {
        if (receiver instanceof Tracked || object == null) {
            return;
        }
        if (object.getClass().isArray()) {
            touchElements(object, false, 0);
        }
        if (object instanceof Object[] elements) {
            for (Object element : elements) {
                consult(element);
            }
        } else {
            consult(object);
        }
    }

    private static void consult(@Nullable Object object) {
        boolean isRead = object != null && Unshared.isOne(object) && !Unshared.isCursor(object);
        if (isRead && !(object instanceof Tracked)) {
            called(object, Effect.READS);
        } else {
            touchForeign(object);
        }
    }

    /** An object that is not rewritten has given out another: its iterator, or another view. */
    public static void derived(@Nullable Object object, @Nullable Object source) {
        if (object == null || source == null || object == source || object instanceof Tracked) {
            return;
        }
        if (object instanceof Buffer && source instanceof Buffer) {
            WORLD.ledger().shares(object, source);
        } else if (isSplitOff(object, source) || object instanceof RandomGenerator) {
            WORLD.ledger().created(object);
        } else if (isForeign(source) && (isForeign(object) || Unshared.isOne(object))) {
            WORLD.ledger().derived(object, source);
        } else if (Unshared.isCursor(object) && !(source instanceof Tracked)) {
            WORLD.ledger().created(object);
        }
    }

    /** The next object that is created is a stream that passes on to another. */
    public static void wrapping(@Nullable Object inner) {
        if (inner != null && isForeign(inner) && !inner.getClass().isArray()) {
            WORLD.ledger().wrapping(inner);
        }
    }

    /** Whether an object goes through what another has left to it. */
    private static boolean isSplitOff(Object object, Object source) {
        return Unshared.isCursor(object)
                && Unshared.isCursor(source)
                && !WORLD.ledger().isDerived(source);
    }

    /** The program is about to do input or output. */
    public static void outside(String call) {
        WORLD.outside().reached(call);
    }

    public static int hashCode(Object object) {
        return object instanceof Thread ? identityHashCode(object) : Identity.hashCode(object);
    }

    public static int identityHashCode(@Nullable Object object) {
        return object == null ? 0 : (WORLD.ledger().identify(object) * 0x9E3779B9) >>> 4;
    }

    /** A generator without a seed of the program's own: the same in every execution. */
    public static long seed() {
        return WORLD.ledger().seed();
    }

    public static double random() {
        return new Random(seed()).nextDouble();
    }
}
