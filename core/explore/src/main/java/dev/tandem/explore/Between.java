// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Surw;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Lock busy = new ReentrantLock();
    private final AtomicLong drawn = new AtomicLong();

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
     * Draws those that are due before an execution of this number, unless another worker is still
     * at it.
     *
     * @return the first failure, which the harness has run last
     */
    Optional<Verdict> draw(Harness harness, long number, BooleanSupplier ended) {
        if (!busy.tryLock()) {
            return Optional.empty();
        }
        try {
            return sample(harness, number / PART, ended);
        } finally {
            busy.unlock();
        }
    }

    private Optional<Verdict> sample(Harness harness, long count, BooleanSupplier ended) {
        for (long i = 0; i < count && !ended.getAsBoolean(); i++) {
            strategy.number(drawn.getAndIncrement());
            Verdict verdict = harness.run(strategy);
            strategy.executionDone(harness.trace());
            if (verdict != null && verdict.isFailure()) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }

    long drawn() {
        return drawn.get();
    }
}
