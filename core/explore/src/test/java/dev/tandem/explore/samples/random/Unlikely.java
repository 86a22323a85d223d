// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.lang.reflect.Field;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Accesses by reflection, what can fail for no reason, and waits whose time can be up. */
record Unlikely(Common common) implements Operations {

    static final int PARK_FOR_A_WHILE = 94;

    private static final int MILLI = 1_000_000;

    private static final Field X = field("x");
    private static final Field SHARED = field("shared");

    @Override
    public int step(int me, int operation, Thread other, int seen) throws InterruptedException {
        switch (operation) {
            case 89 -> {
                return seen * 5 + read(SHARED);
            }
            case 90 -> {
                return seen * 5 + read(X);
            }
            case 91 -> write(X, me + 4);
            case 92 -> {
                return seen * 5 + (common.atomic.weakCompareAndSetVolatile(0, me + 4) ? 1 : 2);
            }
            case 93 -> {
                return seen * 3 + (common.semaphore.tryAcquire(MILLI, NANOSECONDS) ? 1 : 2);
            }
            case PARK_FOR_A_WHILE -> LockSupport.parkNanos(MILLI);
            case 95 -> {
                Integer first = common.queue.poll(MILLI, NANOSECONDS);
                return seen * 3 + Objects.requireNonNullElse(first, 2);
            }
            case 96 -> {
                long before = System.nanoTime();
                synchronized (common.monitor) {
                    return seen * 3 + (System.nanoTime() > before ? 1 : 2);
                }
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    private static Field field(String name) {
        try {
            return Common.class.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private int read(Field field) {
        try {
            return field.getInt(common);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void write(Field field, int value) {
        try {
            field.setInt(common, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
