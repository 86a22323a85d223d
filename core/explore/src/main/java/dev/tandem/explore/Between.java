// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Surw;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * The random schedules that a long search of all schedules runs in between. What is too large to be
 * searched whole is seen by a depth-first search in one corner alone: the schedules that differ in
 * their last steps. So whenever its executions have become ten times as many, a tenth of them is
 * drawn besides; they prove nothing, and the search goes on as if they had not been.
 */
final class Between {

    private static final long FIRST_AFTER = 1_000;
    private static final int PART = 10;

    private final Surw strategy;
    private long due;
    private long drawn;
    private boolean busy;

    Between(long seed) {
        this.strategy = new Surw(seed);
    }

    /** Whether some are to be drawn before an execution. */
    static boolean isDue(long number) {
        long left = number;
        while (left > FIRST_AFTER && left % PART == 0) {
            left /= PART;
        }
        return left == FIRST_AFTER;
    }

    /**
     * Draws those that are due before an execution of this number. If another worker is still at
     * it, that one draws these as well, after its own.
     *
     * @return the first failure, which the harness has run last
     */
    Optional<Verdict> draw(Harness harness, long number, BooleanSupplier ended) {
        if (!begins(number / PART)) {
            return Optional.empty();
        }
        while (!ended.getAsBoolean()) {
            OptionalLong next = next();
            if (next.isEmpty()) {
                break;
            }
            strategy.number(next.getAsLong());
            Verdict verdict = harness.run(strategy);
            strategy.executionDone(harness.trace());
            if (verdict != null && verdict.isFailure()) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    private synchronized boolean begins(long count) {
        due += count;
        boolean free = !busy;
        busy = true;
        return free;
    }

    /** The number of the next one to be drawn; empty when there is none, and nobody is at it. */
    private synchronized OptionalLong next() {
        busy = drawn < due;
        return busy ? OptionalLong.of(drawn++) : OptionalLong.empty();
    }

    synchronized long drawn() {
        return drawn;
    }
}
