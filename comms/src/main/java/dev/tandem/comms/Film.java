// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue as it changes: after each step, the content that the thread that took it saw. Another may
 * have changed the queue between the step and the look, unless both happen under a lock.
 */
final class Film {

    static final Parameter<Integer> FRAMES =
            integer("frames", 20, 0, 1000, "how many changes of the queue are drawn");

    private static final int WIDEST = 72;

    private final int frames;
    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<List<Object>> rows = new ConcurrentLinkedQueue<>();

    /** A film of as many frames as the run is told to draw. */
    Film(RunContext context) {
        frames = context.get(FRAMES);
    }

    /**
     * Draws a queue, if there is film left.
     *
     * @param step what the calling thread has just done
     * @param queue is shown as the text that it says of itself; it must bear to be read by any
     *     thread
     */
    void after(String step, Object queue) {
        // First the number that never changes: a film without frames is nothing that threads share.
        if (frames > 0 && taken.getAndIncrement() < frames) {
            String content = queue.toString();
            String shown =
                    content.length() <= WIDEST ? content : content.substring(0, WIDEST) + " …";
            rows.add(List.of(Thread.currentThread().getName(), step, shown));
        }
    }

    Table picture() {
        return new Table(List.of("thread", "step", "queue"), List.copyOf(rows));
    }
}
