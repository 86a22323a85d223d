// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two threads rotate one deque: again and again the last element becomes the first. Look at whether
 * the elements still follow one another as they did at the start.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          rotated  mixed-up
 * broken       35        65
 * fixed       100         0
 * </pre>
 *
 * <pre>{@code tandem run comms.deque-rotate --variant broken}</pre>
 */
final class DequeRotate implements Workload {

    private static final String LESSON =
            """
            To rotate a deque is to take an element from one end and to put it at the other. Each of
            the two is atomic, and between them the element is nowhere: others see a deque with one
            too few, and two threads that have taken one each can put them back in the wrong order.
            No rotation changes who stands next to whom; this one does. What must not be seen half
            done has to be one critical section, however safe its parts are.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 8, 1, 1000, "how many elements there are");
    private static final Parameter<Integer> TURNS =
            integer("turns", 10, 1, 100_000, "how often each of two threads rotates by one");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10),
                    "how long an element is on its way from one end to the other");

    private static final Label ROTATED =
            acceptable("rotated", "the deque stands as if one thread had taken all the turns");
    private static final Label MIXED_UP =
            forbidden("mixed-up", "elements have changed places, which no rotation does");

    private static final Variants<Ring> WAYS =
            Variants.of(
                    flawed("broken", "two calls", MIXED_UP, () -> DequeRotate::turn),
                    sound("fixed", "two calls under a lock", DequeRotate::underLock));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.deque-rotate", "Rotating", LESSON)
                    .with(ELEMENTS, TURNS, WORK, FRAMES)
                    .with(WAYS)
                    .with(ROTATED, MIXED_UP)
                    .teaches(ConcurrentLinkedDeque.class, Collections.class)
                    .notes("Deque objects: rotation")
                    .explorable(
                            SYNC, ELEMENTS.at(3), TURNS.at(2), WORK.at(Duration.ZERO), FRAMES.at(0))
                    .build();

    /** A deque that is rotated by one. */
    private interface Ring {
        /** Returns whether there was an element to move. */
        boolean turn(Shared shared) throws InterruptedException;
    }

    private record Shared(Deque<Integer> deque, Duration work, Film film) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Ring ring = context.make(WAYS);
        int turns = context.get(TURNS);
        List<Integer> start = IntStream.rangeClosed(1, context.get(ELEMENTS)).boxed().toList();
        Shared shared =
                new Shared(
                        new ConcurrentLinkedDeque<>(start), context.get(WORK), new Film(context));
        List<Integer> done;
        try (Crew crew = Crew.named("turner-")) {
            done =
                    crew.gather(
                            2,
                            i -> {
                                int mine = 0;
                                for (int turn = 0; turn < turns; turn++) {
                                    mine += ring.turn(shared) ? 1 : 0;
                                }
                                context.event("has taken " + Count.of(mine, "turn"));
                                return mine;
                            });
        }
        int taken = done.get(0) + done.get(1);
        List<Integer> expected = new ArrayList<>(start);
        Collections.rotate(expected, taken);
        List<Integer> content = List.copyOf(shared.deque());
        return (content.equals(expected) ? ROTATED : MIXED_UP)
                .observed()
                .with("turns", taken)
                .with("expected", shown(expected))
                .with("content", shown(content))
                .with("deque", shared.film().picture());
    }

    private static boolean turn(Shared shared) throws InterruptedException {
        @Nullable Integer last = shared.deque().pollLast();
        if (last == null) {
            return false;
        }
        shared.film().after("takes " + last, shared.deque());
        Thread.sleep(shared.work());
        shared.deque().addFirst(last);
        shared.film().after("puts back " + last, shared.deque());
        return true;
    }

    private static Ring underLock() {
        ReentrantLock lock = new ReentrantLock();
        return shared -> {
            lock.lockInterruptibly();
            try {
                return turn(shared);
            } finally {
                lock.unlock();
            }
        };
    }

    private static String shown(List<Integer> elements) {
        return elements.size() <= 20 ? elements.toString() : elements.subList(0, 20) + " …";
    }
}
