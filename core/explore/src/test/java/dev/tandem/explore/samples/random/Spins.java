// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

/** What waits by going round a loop; what another does before its end lets it out. */
record Spins(Common common) implements Operations {

    @Override
    public int step(int me, int operation, Thread other, int seen) {
        switch (operation) {
            case 0 -> {
                while (true) {
                    common.a.lock();
                    try {
                        if (common.x + common.shared + common.ended != 0) {
                            return seen * 3 + common.x;
                        }
                    } finally {
                        common.a.unlock();
                    }
                }
            }
            case 1 -> {
                int rounds = 0;
                while (common.shared == 0 && common.ended == 0) {
                    rounds++;
                }
                return seen * 3 + common.shared;
            }
            case 2 -> {
                int value;
                do {
                    value = common.atomic.get();
                } while ((value == 0 || !common.atomic.compareAndSet(value, value + 3))
                        && common.ended == 0);
                return seen * 5 + value;
            }
            case 3 -> {
                while (common.ended == 0) {
                    if (common.b.tryLock()) {
                        try {
                            if (common.y != 0) {
                                return seen * 3 + common.y;
                            }
                        } finally {
                            common.b.unlock();
                        }
                    }
                }
            }
            case 4 -> {
                boolean found = false;
                while (!found && common.ended == 0) {
                    synchronized (common.monitor) {
                        found = common.x != 0;
                    }
                }
                return seen * 3 + (found ? 1 : 2);
            }
            case 5 -> {
                int found = 0;
                while (found == 0 && common.ended == 0) {
                    for (int cell : new int[] {0, 1}) {
                        found += common.cells[cell];
                    }
                }
                return seen * 3 + found;
            }
            case 6 -> {
                return seen * 5 + (common.a.isLocked() ? 1 : 2) + (common.a.isLocked() ? 2 : 4);
            }
            case 7 -> {
                int rounds = 0;
                while (common.shared == 0 && common.ended == 0) {
                    rounds++;
                }
                return seen * 5 + common.shared * 3 + Math.min(rounds, 2);
            }
            case 8 -> {
                int left = 3;
                while (common.shared == 0 && common.ended == 0 && left > 0) {
                    left--;
                }
                return seen * 7 + common.shared * 4 + left;
            }
            case 9 -> {
                int spins = 1;
                while (!common.taken.compareAndSet(false, true)) {
                    spins = spins | 2;
                    Thread.onSpinWait();
                }
                common.x += 2;
                common.taken.set(false);
                return seen * 5 + spins;
            }
            default -> throw new IllegalArgumentException("loop " + operation);
        }
        return seen;
    }
}
