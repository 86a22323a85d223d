// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

/** Two threads that run at the same time, until both have ended. */
final class Together {

    private Together() {}

    static void two(Runnable one, Runnable other) throws InterruptedException {
        Thread first = new Thread(one, "one");
        Thread second = new Thread(other, "other");
        first.start();
        second.start();
        first.join();
        second.join();
    }
}
