// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.Arrays;

/** What is read from memory and written to it. */
record Memory(Common common) implements Operations {

    @Override
    public int step(int me, int operation, Thread other, int seen) {
        switch (operation) {
            case 20 -> common.x = common.x * 2 + me;
            case 21 -> {
                return seen * 7 + common.x;
            }
            case 22 -> common.shared = me + 1;
            case 23 -> {
                return seen * 5 + common.shared;
            }
            case 24 -> {
                return seen * 5 + common.atomic.incrementAndGet();
            }
            case 25 -> {
                return seen * 5 + (common.atomic.compareAndSet(0, 3) ? 1 : 2);
            }
            case 26 -> {
                return seen * 5 + common.atomics.addAndGet(me & 1, 1);
            }
            case 27 -> common.atomics.set(0, me + 5);
            case 28 -> common.cells[me & 1] += common.cells[0] + 1;
            case 29 -> {
                return seen * 5 + common.cells[1];
            }
            case 30 -> System.arraycopy(common.cells, 0, common.cells, 1, 1);
            case 31 -> Arrays.fill(common.cells, me + 3);
            case 32 -> common.text.append(me);
            case 33 -> {
                return seen * 5 + common.text.length();
            }
            case 34 -> common.list.add(me);
            case 35 -> {
                return seen * 5 + common.list.size();
            }
            case 36 -> {
                return seen * 5 + Common.Lazy.next();
            }
            case 37 -> {
                synchronized (Common.Lazy.KEY) {
                    Common.Lazy.COUNTS[0] += me + 1;
                }
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }
}
