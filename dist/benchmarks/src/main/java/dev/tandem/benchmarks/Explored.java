// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The programs that are explored, in plain Java. */
public final class Explored {

    private Explored() {}

    /** Three philosophers who take the lower fork first eat once. */
    public static void threePhilosophers() throws InterruptedException {
        dine(3, 1);
    }

    /** Five of them eat twice. */
    public static void fivePhilosophers() throws InterruptedException {
        dine(5, 2);
    }

    private static void dine(int seats, int meals) throws InterruptedException {
        List<Lock> forks = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            forks.add(new ReentrantLock());
        }
        List<Thread> diners = new ArrayList<>();
        for (int i = 0; i < seats; i++) {
            int next = (i + 1) % seats;
            Lock first = forks.get(Math.min(i, next));
            Lock second = forks.get(Math.max(i, next));
            diners.add(new Thread(() -> eat(meals, first, second)));
        }
        together(diners);
    }

    @SuppressWarnings("LockNotBeforeTry") // eating is nothing: no step between that could fail
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

    /** Two threads put a key each. */
    public static int mapOfTwo() throws InterruptedException {
        ConcurrentMap<Integer, Integer> map = new ConcurrentHashMap<>();
        together(List.of(new Thread(() -> map.put(1, 1)), new Thread(() -> map.put(2, 2))));
        return map.size();
    }

    private static void together(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
