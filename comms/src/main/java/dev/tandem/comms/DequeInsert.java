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
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;

/**
 * A 0 stands in the middle of a list. One thread appends negative numbers at the front, another
 * inserts positive ones right after the 0. Look at which of them have come to stand on the wrong
 * side.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          in-place  misplaced
 * broken          1         99
 * fixed         100          0
 * </pre>
 *
 * <pre>{@code tandem run comms.deque-insert --variant broken}</pre>
 */
final class DequeInsert implements Workload {

    private static final String LESSON =
            """
            To insert in the middle one needs a place, and a place is a number that is right until
            somebody inserts before it. A list with a lock around every call finds the place under
            the lock and inserts under the lock, and gives the lock away in between; an element that
            another thread has appended at the front meanwhile has moved all places by one. The lock
            has to be held from the search to the insertion. Collections.synchronizedList can be
            locked from outside for that: its lock is the list itself. A Deque has no insertion at
            all, but a LinkedList, which is both, has.
            """;

    private static final Parameter<Integer> INSERTS =
            integer("inserts", 10, 1, 100_000, "how often each thread inserts");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(10),
                    "how long it takes to prepare an element, once the place is known");

    private static final Label IN_PLACE =
            acceptable("in-place", "what was inserted after the 0 stands after it");
    private static final Label MISPLACED =
            forbidden("misplaced", "what was inserted after the 0 stands before it");

    /** How a number is inserted after the 0. */
    private interface Way {
        void insertAfter(List<Integer> list, int number, Duration work) throws InterruptedException;
    }

    private static final int MARK = 0;

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "the search and the insertion each take the lock",
                            MISPLACED,
                            () -> DequeInsert::insertAfter),
                    sound(
                            "fixed",
                            "the lock is held over both",
                            () ->
                                    (list, number, work) -> {
                                        synchronized (list) {
                                            insertAfter(list, number, work);
                                        }
                                    }));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.deque-insert", "Inserting in the middle", LESSON)
                    .with(INSERTS, WORK, FRAMES)
                    .with(WAYS)
                    .with(IN_PLACE, MISPLACED)
                    .teaches(LinkedList.class, Collections.class)
                    .notes("Deque objects: inserting elements")
                    .explorable(SYNC, INSERTS.at(2), WORK.at(Duration.ZERO), FRAMES.at(0))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    @SuppressWarnings("JdkObsolete") // it is the one list that is a deque
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        Film film = new Film(context);
        int inserts = context.get(INSERTS);
        Duration work = context.get(WORK);
        List<Integer> list = Collections.synchronizedList(new LinkedList<>(List.of(MARK)));
        try (Crew crew = Crew.named("writer-")) {
            crew.together(
                    2,
                    i -> {
                        for (int number = 1; number <= inserts; number++) {
                            if (i == 0) {
                                Thread.sleep(work);
                                list.add(0, -number);
                                film.after("appends " + -number + " at the front", list);
                            } else {
                                way.insertAfter(list, number, work);
                                film.after("inserts " + number + " after the 0", list);
                            }
                        }
                        context.event("has inserted " + Count.of(inserts, "number"));
                    });
        }
        List<Integer> content = List.copyOf(list);
        int mark = content.indexOf(MARK);
        long misplaced = content.subList(0, mark).stream().filter(number -> number > MARK).count();
        return (misplaced == 0 ? IN_PLACE : MISPLACED)
                .observed()
                .with("before", mark)
                .with("after", content.size() - mark - 1)
                .with("misplaced", misplaced)
                .with("list", film.picture());
    }

    private static void insertAfter(List<Integer> list, int number, Duration work)
            throws InterruptedException {
        int place = list.indexOf(MARK);
        Thread.sleep(work);
        list.add(place + 1, number);
    }
}
