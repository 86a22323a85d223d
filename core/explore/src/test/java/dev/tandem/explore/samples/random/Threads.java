// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.concurrent.locks.LockSupport;

/** What is done with monitors and with other threads. */
record Threads(Common common) implements Operations {

    static final int PARK = 53;
    static final int UNPARK = 54;

    @Override
    public int step(int me, int operation, Thread other, int seen) throws InterruptedException {
        switch (operation) {
            case 38 -> {
                synchronized (common.monitor) {
                    common.x += me;
                }
            }
            case 39 -> {
                synchronized (common.monitor) {
                    if (common.x == 0) {
                        common.monitor.wait();
                    }
                    common.y += 3;
                }
            }
            case 40 -> {
                synchronized (common.monitor) {
                    common.x += 3;
                    common.monitor.notify();
                }
            }
            case 41 -> {
                synchronized (common.monitor) {
                    common.monitor.notifyAll();
                }
            }
            case 42 -> {
                synchronized (common.monitor) {
                    common.monitor.wait(1);
                }
            }
            case 43 -> {
                synchronized (common.cells) {
                    synchronized (Common.class) {
                        return seen + 1;
                    }
                }
            }
            case 44 -> {
                synchronized (Common.class) {
                    synchronized (common.cells) {
                        return seen + 2;
                    }
                }
            }
            case 45 -> {
                synchronized (common.boxes[0]) {
                    synchronized (common.boxes[1]) {
                        return seen + 3;
                    }
                }
            }
            case 46 -> {
                synchronized (common.boxes[1]) {
                    synchronized (common.boxes[2]) {
                        return seen + 4;
                    }
                }
            }
            case 47 -> {
                synchronized (common.boxes[2]) {
                    synchronized (common.boxes[0]) {
                        return seen + 5;
                    }
                }
            }
            case 48 -> common.box = new Object();
            case 49 -> {
                synchronized (common.box) {
                    common.y = common.y * 2 + me;
                }
            }
            case 50 -> other.interrupt();
            case 51 -> {
                return seen * 3 + (Thread.interrupted() ? 1 : 2);
            }
            case 52 -> Thread.sleep(1);
            case PARK -> LockSupport.park();
            case UNPARK -> LockSupport.unpark(other);
            case 55 -> {
                if (common.x + common.y + common.shared > 2) {
                    throw new IllegalStateException("too much");
                }
            }
            case 56 -> {
                for (int i = 0; i < 2 && common.shared == 0; i++) {
                    Thread.yield();
                }
            }
            case 88 -> {
                return seen * 11 + other.getState().ordinal();
            }
            case 57 -> {
                return seen * 3 + (other.isAlive() ? 1 : 2);
            }
            case 58 -> {
                other.join(1);
                return seen * 3 + (other.isAlive() ? 1 : 2);
            }
            case 59 -> new Thread(() -> common.y += 5).start();
            case 60 -> {
                return seen * 5 + new Thread(() -> {}).getName().charAt(7);
            }
            case 61 -> {
                return seen * 5 + Common.Slow.value;
            }
            case 62 -> {
                return seen * 5
                        + (Common.HANDLED.compareAndSet(common, 0, me + 1) ? 1 : common.handled);
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }
}
