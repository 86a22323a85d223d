// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Philosophers in plain Java. */
public final class Philosophers {

    private Philosophers() {}

    private static void dine(int seats, int meals, boolean ordered) throws InterruptedException {
        List<Lock> forks = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            forks.add(new ReentrantLock());
        }
        List<Thread> diners = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            int left = i;
            int right = (i + 1) % seats;
            Lock first = forks.get(ordered ? Math.min(left, right) : left);
            Lock second = forks.get(ordered ? Math.max(left, right) : right);
            diners.add(new Thread(() -> eat(meals, first, second), "philosopher " + i));
        }
        diners.forEach(Thread::start);
        for (Thread diner : diners) {
            diner.join();
        }
    }

    private static void eat(int meals, Lock first, Lock second) {
        for (int i = 0; i < meals; i++) {
            first.lock();
            try {
                second.lock();
                second.unlock();
            } finally {
                first.unlock();
            }
        }
    }

    public static void ordered() throws InterruptedException {
        dine(3, 1, true);
    }

    public static void five() throws InterruptedException {
        dine(5, 2, true);
    }

    public static void broken() throws InterruptedException {
        dine(3, 1, false);
    }
}
