// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.spi.RunContext;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One philosopher: thinks, gets hungry, and eats as the protocol of the table has it.
 *
 * <p>Only the philosopher's own thread writes the counts; they are volatile because the table is
 * watched while they change.
 */
@SuppressWarnings("NonAtomicVolatileUpdate")
final class Philosopher {

    private final RunContext context;
    private final Fork left;
    private final Fork right;
    private final TableProtocol protocol;
    private final Habits habits;
    private final RandomGenerator random;

    private volatile int meals;
    private volatile long waitedNanos;
    private volatile int failures;
    private volatile boolean gaveUp;
    private volatile boolean hungry;
    private volatile long hungrySince;
    private volatile boolean mustLeave;

    /**
     * What all at a table have in common.
     *
     * @param appetite how many meals make one sated
     * @param hesitation how long to look at the first fork before reaching for the second
     * @param backOff how long to wait at most before another attempt
     */
    record Habits(int appetite, Duration hesitation, Duration backOff) {}

    Philosopher(
            RunContext context,
            Fork left,
            Fork right,
            TableProtocol protocol,
            Habits habits,
            RandomGenerator random) {
        this.context = context;
        this.left = left;
        this.right = right;
        this.protocol = protocol;
        this.habits = habits;
        this.random = random;
    }

    /** Spends the evening at the table. */
    void stay() {
        try {
            while (!isSated()) {
                think();
                hungrySince = System.nanoTime();
                hungry = true;
                protocol.dine(this);
            }
            context.event("has eaten enough");
        } catch (TableProtocol.GaveUp e) {
            gaveUp = true;
            context.event("gives up: " + e.getMessage());
        } catch (InterruptedException e) {
            // The thread has no owner but the table, which asked for this: to end is to obey.
            context.event(
                    "is asked to leave after " + meals + " of " + habits.appetite() + " meals");
        }
    }

    private void think() throws InterruptedException {
        context.event("thinks");
        context.pause(Duration.ofMillis(random.nextInt(200, 1000)));
    }

    /** Who is to leave takes no fork that somebody else has put down on leaving. */
    void take(Fork fork) throws InterruptedException {
        fork.lock().lockInterruptibly();
        if (mustLeave) {
            fork.lock().unlock();
            throw new InterruptedException();
        }
        context.event("takes " + fork.lock().name());
    }

    boolean tryTake(Fork fork) {
        boolean taken = fork.lock().tryLock();
        context.event((taken ? "takes " : "does not get ") + fork.lock().name());
        return taken;
    }

    void putDown(Fork fork) {
        context.event("puts down " + fork.lock().name());
        fork.lock().unlock();
    }

    /**
     * Not for show, and so not a matter of pace: while all hesitate with one fork in hand, a circle
     * can close.
     */
    void hesitate() throws InterruptedException {
        Thread.sleep(habits.hesitation());
    }

    void eat() throws InterruptedException {
        waitedNanos += System.nanoTime() - hungrySince;
        hungry = false;
        context.event("eats");
        context.pause(Duration.ofMillis(random.nextInt(200, 1000)));
        meals++;
    }

    /** Random, so that two that failed in step come back out of step. */
    void backOff() throws InterruptedException {
        failures++;
        Thread.sleep(Duration.ofNanos(random.nextLong(habits.backOff().toNanos() + 1)));
    }

    /** From now on the meals stand as they are. */
    void leave() {
        mustLeave = true;
    }

    Fork left() {
        return left;
    }

    Fork right() {
        return right;
    }

    int meals() {
        return meals;
    }

    boolean isSated() {
        return meals == habits.appetite();
    }

    /** How often a fork had to be put back. */
    int failures() {
        return failures;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    /** For how long forks were missing, over all meals; one that is still to come included. */
    Duration waited() {
        return Duration.ofNanos(waitedNanos + (hungry ? System.nanoTime() - hungrySince : 0));
    }
}
