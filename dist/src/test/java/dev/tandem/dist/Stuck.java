// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import java.util.concurrent.CountDownLatch;

/** A JVM in which two virtual threads wait for one another, each with the other's monitor. */
final class Stuck {

    private Stuck() {}

    public static void main(String[] args) throws InterruptedException {
        Object left = new Object();
        Object right = new Object();
        var taken = new CountDownLatch(2);
        Thread one = Thread.ofVirtual().name("one").start(() -> both(left, right, taken));
        Thread.ofVirtual().name("two").start(() -> both(right, left, taken));
        taken.await();
        System.out.println("taken");
        one.join();
    }

    private static void both(Object first, Object second, CountDownLatch taken) {
        synchronized (first) {
            taken.countDown();
            try {
                taken.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (second) {
                System.out.println("never printed");
            }
        }
    }
}
