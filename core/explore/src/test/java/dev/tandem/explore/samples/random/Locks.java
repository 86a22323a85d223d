// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.concurrent.locks.Lock;

/** What is done with locks and other synchronisers. */
record Locks(Common common) implements Operations {

    private static final int MILLI = 1_000_000;

    @Override
    public int step(int me, int operation, Thread other, int seen) throws InterruptedException {
        switch (operation) {
            case 0 -> under(common.a, () -> common.x++);
            case 1 -> under(common.b, () -> common.y = common.y * 2 + me);
            case 2 -> under(common.a, () -> under(common.b, () -> common.x += common.y));
            case 3 -> under(common.b, () -> under(common.a, () -> common.y += common.x));
            case 4 -> {
                if (common.a.tryLock()) {
                    common.a.unlock();
                    return seen + 100;
                }
            }
            case 5 -> {
                common.a.lockInterruptibly();
                try {
                    if (common.x == 0) {
                        common.condition.await();
                    }
                    common.x--;
                } finally {
                    common.a.unlock();
                }
            }
            case 6 ->
                    under(
                            common.a,
                            () -> {
                                common.x += 2;
                                common.condition.signal();
                            });
            case 7 -> under(common.a, common.condition::signalAll);
            case 8 -> {
                common.a.lock();
                try {
                    return seen * 3 + (common.condition.awaitNanos(MILLI) > 0 ? 1 : 2);
                } finally {
                    common.a.unlock();
                }
            }
            case 9 -> {
                common.semaphore.acquire();
                common.y++;
                common.semaphore.release();
            }
            case 10 -> {
                return seen * 3 + (common.semaphore.tryAcquire() ? 1 : 2);
            }
            case 11 -> common.semaphore.release();
            case 12 -> under(common.shelf.readLock(), () -> {});
            case 13 -> under(common.shelf.writeLock(), () -> common.x = common.x * 3 + me);
            case 14 -> common.latch.countDown();
            case 15 -> common.latch.await();
            case 16 -> {
                return seen * 3 + (common.queue.offer(me) ? 1 : 2);
            }
            case 17 -> {
                return seen * 3 + common.queue.take();
            }
            case 18 -> common.map.merge(1, me + 1, Integer::sum);
            case 19 -> {
                return seen * 3 + common.map.getOrDefault(1, 5);
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    private static void under(Lock lock, Runnable section) {
        lock.lock();
        try {
            section.run();
        } finally {
            lock.unlock();
        }
    }
}
