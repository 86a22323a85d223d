// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one thread does while it goes round a loop. When it has read the same in two rounds, what
 * its local variables hold is the same, what it has written is again as it was, and nobody has met
 * any of it meanwhile, then all further rounds are the same, until somebody writes to what it
 * reads. A count of the rounds that only what comes after the loop uses makes no difference to
 * them.
 */
final class Rounds {

    /** How many of a loop a thread may go that all do something new, before others must follow. */
    private static final int MOST = 200;

    /** What a round that has just ended says about the next ones. */
    enum Next {
        UNKNOWN,
        /** They do nothing new until somebody writes to what is read. */
        THE_SAME,
        /** They do nothing new until that, or until time passes. */
        LATER,
        /** They may be new for ever: the thread has gone round so often that others must follow. */
        TOO_MANY
    }

    /**
     * How a synchroniser was before the round changed it.
     *
     * @param id its number
     */
    private record Before(
            QueuedTwin twin,
            int id,
            long state,
            @Nullable Thread owner,
            @Nullable Object head,
            @Nullable Object tail) {

        static Before of(QueuedTwin twin, int id) {
            return new Before(
                    twin,
                    id,
                    twin.tandemState(),
                    twin.tandemOwner(),
                    twin.tandemHead(),
                    twin.tandemTail());
        }

        boolean isAgain() {
            return equals(of(twin, id));
        }
    }

    private final int thread;
    private Touched reads = new Touched();
    private Touched readsBefore = new Touched();

    /** What is written in passing: at the end of a round it must be as it was at its beginning. */
    private Touched passing = new Touched();

    private Touched passingBefore = new Touched();
    private Locals locals = new Locals();
    private final Touched monitors = new Touched();
    private final List<Before> synchronisers = new ArrayList<>();
    private int loop;
    private int depth;
    private int objects;
    private int foreigners;
    private boolean harmless;
    private boolean disturbed;
    private boolean steady;
    private boolean timed;
    private int count;

    /**
     * @param thread the object under which accesses to the thread itself are recorded
     */
    Rounds(int thread) {
        this.thread = thread;
    }

    int loop() {
        return loop;
    }

    /** The thread comes to the loop from outside. */
    void begin(int ofLoop) {
        loop = ofLoop;
        depth = 0;
        count = 0;
        harmless = false;
        locals.clear();
        reads.clear();
        readsBefore.clear();
        passing.clear();
        passingBefore.clear();
    }

    boolean isHarmless() {
        return harmless;
    }

    /** Whether the rounds that have ended are alike, whatever others have done meanwhile. */
    boolean isSteady() {
        return steady;
    }

    /** How many rounds have ended since the thread came to the loop. */
    int count() {
        return count;
    }

    /** The thread has changed something. */
    void spoil() {
        harmless = false;
    }

    /** Somebody else has met what the thread has done, or has changed what it has read. */
    void disturb() {
        disturbed = true;
    }

    void readTheTime() {
        timed = true;
    }

    void read(int object, long place) {
        harmless &= isFresh(object) || reads.add(place);
    }

    /**
     * Something is written.
     *
     * @return whether it may be as it was when the round ends
     */
    boolean write(int object, long place) {
        if (isFresh(object)) {
            return true;
        }
        boolean passes =
                isMonitor(place)
                        || (object == thread && place == asking())
                        || synchronisers.stream().anyMatch(known -> known.id() == object);
        harmless &= passes && passing.add(place);
        return passes;
    }

    /** Nobody else can have met an object that the thread has created in this round. */
    private boolean isFresh(int object) {
        return ObjectIds.isOf(object, thread, objects, foreigners);
    }

    private static boolean isMonitor(long place) {
        return (int) place == (Ledger.MONITOR & ~Trace.KIND);
    }

    private long asking() {
        return (long) thread << 32 | Ledger.ASKING;
    }

    void enters(long monitor) {
        harmless &= monitors.add(monitor);
    }

    void leaves(long monitor) {
        harmless &= monitors.remove(monitor);
    }

    /** A synchroniser is about to change. */
    void remember(QueuedTwin twin, int id) {
        if (harmless && synchronisers.stream().noneMatch(known -> known.twin() == twin)) {
            synchronisers.add(Before.of(twin, id));
        }
    }

    /** Whether a write of another thread to a place matters to what this one does. */
    boolean dependsOn(long place) {
        return reads.contains(place)
                || readsBefore.contains(place)
                || passing.contains(place)
                || passingBefore.contains(place);
    }

    /** Whether another thread that reads a place meets what this one has written in passing. */
    boolean shows(long place) {
        return passing.contains(place);
    }

    void forEachInPassing(LongConsumer each) {
        passing.forEach(each);
    }

    /**
     * Whether the round that ends now has changed nothing, and the thread has done in it what it
     * did in the one before.
     *
     * @param now what the local variables hold
     */
    boolean areAlike(Locals now) {
        return harmless
                && (timed || !reads.isEmpty())
                && reads.isAs(readsBefore)
                && passing.isAs(passingBefore)
                && now.areAs(locals)
                && monitors.isEmpty()
                && synchronisers.stream().allMatch(Before::isAgain);
    }

    /**
     * A round has ended. It is that of the same call if the stack is as deep as it was.
     *
     * @param alike see {@link #areAlike}
     */
    Next end(boolean alike, Task me) {
        count++;
        int wasDepth = depth;
        depth = alike ? depth() : 0;
        steady = alike && depth == wasDepth;
        boolean same = steady && !disturbed;
        Next next = same ? timed ? Next.LATER : Next.THE_SAME : unknown();
        Touched emptied = readsBefore;
        readsBefore = reads;
        reads = emptied;
        reads.clear();
        emptied = passingBefore;
        passingBefore = passing;
        passing = emptied;
        passing.clear();
        monitors.clear();
        synchronisers.clear();
        objects = me.objects;
        foreigners = me.foreigners;
        harmless = true;
        disturbed = false;
        timed = false;
        return next;
    }

    /** Whether the loop would leave behind what it would have left behind a round before. */
    boolean haveResultsAs(Locals now) {
        return now.haveTheResultsOf(locals);
    }

    private Next unknown() {
        return count > MOST ? Next.TOO_MANY : Next.UNKNOWN;
    }

    /** Takes what the local variables hold now, and gives back what is not needed any longer. */
    Locals keep(Locals now) {
        Locals before = locals;
        locals = now;
        before.clear();
        return before;
    }

    private static int depth() {
        return StackWalker.getInstance().walk(frames -> (int) frames.count());
    }
}
