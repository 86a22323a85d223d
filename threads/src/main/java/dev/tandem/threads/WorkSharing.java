// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Crew;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share out work among themselves: whoever is done with one part takes the next. */
final class WorkSharing {

    private WorkSharing() {}

    /**
     * Starts the threads, lets them do all parts, and waits for their end.
     *
     * @return how many parts they have done a second, the time of their start included
     * @throws InterruptedException when interrupted, before the next part of each thread is begun
     * @throws ExecutionException with the first failure of a part
     */
    static double rate(int threads, int parts, Crew.Part part)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        try (Crew crew = Crew.named("sharer-")) {
            for (int i = 0; i < threads; i++) {
                crew.start(() -> take(next, parts, part));
            }
            crew.join();
        }
        return parts * 1e9 / (System.nanoTime() - start);
    }

    private static void take(AtomicInteger next, int parts, Crew.Part part) throws Exception {
        for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            part.run(i);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
