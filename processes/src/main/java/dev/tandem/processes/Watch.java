// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import dev.tandem.spi.os.ProcessStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Looks at processes that are not our children: nobody tells us of their end, one has to look again
 * and again.
 */
final class Watch {

    private Watch() {}

    /** Whether the process runs: there is one, and it is not a zombie. */
    static boolean isAlive(long pid) {
        return ProcessStatus.of(pid).map(status -> !status.isZombie()).orElse(false);
    }

    static boolean isZombie(long pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::isZombie).orElse(false);
    }

    /** Looks every millisecond until it holds, for at most the given time; whether it did. */
    static boolean until(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }
}
