// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.util.concurrent.locks.StampedLock;

/** A point that is read without its lock, and read again with it where it may have moved. */
public final class ReadsAhead {

    private final StampedLock lock = new StampedLock();
    private int x;
    private int y;

    private ReadsAhead() {}

    private void move() {
        long stamp = lock.writeLock();
        try {
            x++;
            y++;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private int distance() {
        long stamp = lock.tryOptimisticRead();
        int distance = x - y;
        if (!lock.validate(stamp)) {
            stamp = lock.readLock();
            try {
                distance = x - y;
            } finally {
                lock.unlockRead(stamp);
            }
        }
        return distance;
    }

    private int retriedDistance() {
        int distance;
        long stamp;
        do {
            stamp = lock.tryOptimisticRead();
            distance = x - y;
        } while (!lock.validate(stamp));
        return distance;
    }

    private int moveFromOrigin() {
        long stamp = lock.tryOptimisticRead();
        try {
            while (true) {
                int distance = x - y;
                boolean atOrigin = x == 0;
                if (!atOrigin && lock.validate(stamp)) {
                    return distance;
                }
                stamp = atOrigin ? lock.tryConvertToWriteLock(stamp) : 0;
                if (stamp != 0) {
                    x++;
                    y++;
                    return distance;
                }
                stamp = lock.writeLock();
            }
        } finally {
            if (StampedLock.isWriteLockStamp(stamp)) {
                lock.unlockWrite(stamp);
            }
        }
    }

    public static int validated() throws InterruptedException {
        ReadsAhead point = new ReadsAhead();
        int[] distance = new int[1];
        two(point::move, () -> distance[0] = point.distance());
        return distance[0];
    }

    public static int retried() throws InterruptedException {
        ReadsAhead point = new ReadsAhead();
        int[] distance = new int[1];
        two(point::move, () -> distance[0] = point.retriedDistance());
        return distance[0];
    }

    public static int converted() throws InterruptedException {
        ReadsAhead point = new ReadsAhead();
        int[] distance = new int[1];
        two(point::move, () -> distance[0] = point.moveFromOrigin());
        return distance[0];
    }
}
