// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.ArrayList;
import java.util.List;

/** Every order of the steps is a class of schedules of its own, so there are more than a few. */
public final class Turns {

    private static int turns;

    private Turns() {}

    private static synchronized void take() {
        turns++;
    }

    /** Three threads take three turns each. */
    public static int ofThree() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(
                    new Thread(() -> {
                        for (int turn = 0; turn < 3; turn++) {
                            take();
                        }
                    }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return turns;
    }
}
