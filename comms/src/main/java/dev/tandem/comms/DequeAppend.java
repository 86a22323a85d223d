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
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One thread appends negative numbers at the front of a deque, another positive ones at the back.
 * The deque is to keep only so many: when it is full, what is at the other end goes. Look at how
 * many are there in the end.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          in-bounds  overfull
 * broken           0       100
 * fixed          100         0
 * </pre>
 *
 * <pre>{@code tandem run comms.deque-append --variant broken}</pre>
 */
final class DequeAppend implements Workload {

    private static final String LESSON =
            """
            A deque takes elements at both ends: what was appended at the front stands in reverse
            order, what was appended at the back in order. A ConcurrentLinkedDeque does each append
            whole, whoever else appends. A rule about the whole deque, at most so many elements, is
            another matter: to look at the size, to drop one and to append are three calls, and two
            threads that both find room for one more both take it. Once there is an element too many
            it stays, for everybody drops one and appends one from then on.
            """;

    private static final Parameter<Integer> APPENDS =
            integer("appends", 10, 1, 1_000_000, "how often each thread appends");
    private static final Parameter<Integer> ROOM =
            integer("room", 6, 1, 1000, "how many elements the deque is to keep");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10),
                    "how long it takes to prepare an element, once there is room");

    private static final Label IN_BOUNDS =
            acceptable("in-bounds", "no element too many, and the newest stand at the ends");
    private static final Label OVERFULL =
            forbidden("overfull", "there are more elements than the deque is to keep");
    private static final Label DISORDER =
            forbidden("disorder", "an element does not stand where it was appended")
                    .unseen("each append is whole, in all variants");

    /** A deque that keeps at most so many elements, and how two threads share it. */
    private abstract static class Recent {
        final Deque<Integer> deque;
        final int room;
        final Duration work;
        final Film film;

        private Recent(Deque<Integer> deque, RunContext context) {
            this.deque = deque;
            room = context.get(ROOM);
            work = context.get(WORK);
            film = new Film(context);
        }

        /** Negative numbers at the front, positive ones at the back. */
        abstract void append(int number) throws InterruptedException;

        final void makeRoomAndAppend(int number) throws InterruptedException {
            boolean atTheFront = number < 0;
            if (deque.size() >= room) {
                @Nullable Integer dropped = atTheFront ? deque.pollLast() : deque.pollFirst();
                film.after("drops " + dropped, deque);
            }
            Thread.sleep(work);
            if (atTheFront) {
                deque.addFirst(number);
            } else {
                deque.addLast(number);
            }
            film.after("appends " + number, deque);
        }
    }

    /** Every call is atomic, and there are three of them. */
    private static final class Concurrent extends Recent {
        private Concurrent(RunContext context) {
            super(new ConcurrentLinkedDeque<>(), context);
        }

        @Override
        void append(int number) throws InterruptedException {
            makeRoomAndAppend(number);
        }
    }

    /** The three calls are one critical section, and the deque need not be a concurrent one. */
    private static final class Locked extends Recent {
        private final ReentrantLock lock = new ReentrantLock();

        private Locked(RunContext context) {
            super(new ArrayDeque<>(), context);
        }

        @Override
        void append(int number) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                makeRoomAndAppend(number);
            } finally {
                lock.unlock();
            }
        }
    }

    private static final Variants<Recent> WAYS =
            Variants.of(
                    flawed("broken", "a ConcurrentLinkedDeque", OVERFULL, Concurrent::new),
                    sound("fixed", "an ArrayDeque under a lock", Locked::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.deque-append", "Appending at both ends", LESSON)
                    .with(APPENDS, ROOM, WORK, FRAMES)
                    .with(WAYS)
                    .with(IN_BOUNDS, OVERFULL, DISORDER)
                    .teaches(Deque.class, ConcurrentLinkedDeque.class, ArrayDeque.class)
                    .notes("Deque objects: appending elements")
                    .explorable(
                            SYNC, APPENDS.at(2), ROOM.at(2), WORK.at(Duration.ZERO), FRAMES.at(0))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Recent recent = context.make(WAYS);
        int appends = context.get(APPENDS);
        try (Crew crew = Crew.named("end-")) {
            crew.together(
                    2,
                    i -> {
                        int sign = i == 0 ? -1 : 1;
                        for (int number = 1; number <= appends; number++) {
                            recent.append(sign * number);
                        }
                        context.event("has appended " + Count.of(appends, "element"));
                    });
        }
        // Newest first at the front, newest last at the back: from the least to the greatest.
        List<Integer> content = List.copyOf(recent.deque);
        boolean ordered =
                content.stream().sorted(Comparator.naturalOrder()).toList().equals(content);
        boolean overfull = content.size() > recent.room;
        return (!ordered ? DISORDER : overfull ? OVERFULL : IN_BOUNDS)
                .observed()
                .with("room", recent.room)
                .with("size", content.size())
                .with("deque", recent.film.picture());
    }
}
