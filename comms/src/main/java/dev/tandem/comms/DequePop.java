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
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two threads pop elements from the two ends of a deque until it is empty. Look at the last element
 * of each round: who saw it, and who got it.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          each-once  popped-from-empty
 * broken           0                100
 * fixed          100                  0
 * </pre>
 *
 * <pre>{@code tandem run comms.deque-pop --variant broken}</pre>
 */
final class DequePop implements Workload {

    private static final String LESSON =
            """
            Two threads at the two ends of a deque are in each other's way only where it has but one
            element. Who asks whether the deque is empty and then removes an element has asked about
            a moment that is over: both ask, both are told that there is one, and one of them
            removes it. The other gets an exception for what it was promised. A poll asks and
            removes in one call, and returns null where there was nothing.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 9, 1, 100_000, "how many there are at the start");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10),
                    "how long it takes to get ready for an element, once there is one");

    private static final Label EACH_ONCE =
            acceptable("each-once", "every element was popped once, and nobody asked for more");
    private static final Label FROM_EMPTY =
            forbidden("popped-from-empty", "a thread was told of an element that another removed");
    private static final Label NOT_ONCE =
            forbidden("not-once", "an element was popped twice, or never")
                    .unseen("each removal is one call, in all variants");

    /** How an element is popped. */
    private interface Way {
        /**
         * Returns the element, or nothing when the deque is empty.
         *
         * @throws NoSuchElementException when there was an element and is none
         */
        @Nullable Integer pop(Shared shared, boolean first) throws InterruptedException;
    }

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed("broken", "isEmpty, then remove", FROM_EMPTY, () -> DequePop::remove),
                    sound("fixed", "poll", () -> DequePop::poll));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.deque-pop", "Popping from both ends", LESSON)
                    .with(ELEMENTS, WORK, FRAMES)
                    .with(WAYS)
                    .with(EACH_ONCE, FROM_EMPTY, NOT_ONCE)
                    .teaches(Deque.class, ConcurrentLinkedDeque.class)
                    .notes("Deque objects: popping elements")
                    .explorable(SYNC, ELEMENTS.at(2), WORK.at(Duration.ZERO), FRAMES.at(0))
                    .build();

    private record Shared(Deque<Integer> deque, Duration work, Film film) {}

    /** What one thread has popped, and whether it came too late for an element. */
    private record Share(List<Integer> elements, boolean tooLate) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        List<Integer> elements = IntStream.rangeClosed(1, context.get(ELEMENTS)).boxed().toList();
        Shared shared =
                new Shared(
                        new ConcurrentLinkedDeque<>(elements),
                        context.get(WORK),
                        new Film(context));
        List<Share> shares;
        try (Crew crew = Crew.named("end-")) {
            shares =
                    crew.gather(
                            2,
                            i -> {
                                Share share = popAll(shared, way, i == 0);
                                context.event("has popped " + share.elements().size());
                                return share;
                            });
        }
        List<Integer> popped =
                shares.stream().flatMap(share -> share.elements().stream()).sorted().toList();
        boolean tooLate = shares.stream().anyMatch(Share::tooLate);
        return (!popped.equals(elements) ? NOT_ONCE : tooLate ? FROM_EMPTY : EACH_ONCE)
                .observed()
                .with("fromTheFront", shares.get(0).elements().size())
                .with("fromTheBack", shares.get(1).elements().size())
                .with("tooLate", tooLate)
                .with("deque", shared.film().picture());
    }

    private static Share popAll(Shared shared, Way way, boolean first) throws InterruptedException {
        List<Integer> mine = new ArrayList<>();
        try {
            @Nullable Integer element = way.pop(shared, first);
            while (element != null) {
                mine.add(element);
                shared.film().after("pops " + element, shared.deque());
                element = way.pop(shared, first);
            }
            return new Share(mine, false);
        } catch (NoSuchElementException _) {
            shared.film().after("finds none where there was one", shared.deque());
            return new Share(mine, true);
        }
    }

    private static @Nullable Integer remove(Shared shared, boolean first)
            throws InterruptedException {
        if (shared.deque().isEmpty()) {
            return null;
        }
        Thread.sleep(shared.work());
        return first ? shared.deque().removeFirst() : shared.deque().removeLast();
    }

    private static @Nullable Integer poll(Shared shared, boolean first)
            throws InterruptedException {
        Thread.sleep(shared.work());
        return first ? shared.deque().pollFirst() : shared.deque().pollLast();
    }
}
