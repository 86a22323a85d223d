// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** Two fields, each written by one thread and read by the other. */
public final class Pair {

    private volatile int first;
    private volatile int second;
    private int seenByFirst;
    private int seenBySecond;

    public String storeAndLoad() throws InterruptedException {
        Thread one =
                new Thread(() -> {
                    first = 1;
                    seenByFirst = second;
                });
        Thread other =
                new Thread(() -> {
                    second = 1;
                    seenBySecond = first;
                });
        one.start();
        other.start();
        one.join();
        other.join();
        return seenByFirst + " " + seenBySecond;
    }

    public void addsUpTo(int sum) throws InterruptedException {
        Thread one = new Thread(() -> first = 1);
        one.start();
        second = 1;
        one.join();
        if (first + second != sum) {
            throw new IllegalStateException(
                    "it adds up to " + (first + second) + ", not to " + sum);
        }
    }
}
