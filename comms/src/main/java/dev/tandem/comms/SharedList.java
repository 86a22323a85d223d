// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Threads append to one list. Look at how many of its own appends each finds in the list when all
 * is over.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          all-there  lost-append
 * broken          48           52
 * fixed          100            0
 * copied         100            0
 * </pre>
 *
 * <p>The threads have to run at the same moment. Where ten others wanted the two processors, {@code
 * broken} lost appends in 18 runs.
 *
 * <pre>{@code tandem run comms.list --variant broken}</pre>
 */
final class SharedList implements Workload {

    private static final String LESSON =
            """
            To append to an array list is to write at the place that its size names, and then to
            write the size. Two threads that read the same size write at the same place, and one
            append is lost. A wrapper with a lock makes the two steps one. A list that is copied
            with every write needs no lock to be read, and is never seen changing; it pays for every
            append with a copy of all that is there. So it is for lists that are read much more
            often than written, and one hands it much at a time.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many append");
    private static final Parameter<Integer> APPENDS =
            integer("appends", 100_000, 1, 500_000, "how often each of them does");

    private static final Label ALL =
            acceptable("all-there", "every append arrived, those of one thread in their order");
    private static final Label LOST =
            forbidden("lost-append", "appends are missing: another thread wrote at the same place");
    private static final Label DISORDER =
            forbidden("disorder", "the appends of one thread are in another order")
                    .unseen("a later append of a thread never goes before an earlier one");

    private static final Variants<Shared> WAYS =
            Variants.of(
                    flawed("broken", "an ArrayList", LOST, SharedList::roomy),
                    sound(
                            "fixed",
                            "an ArrayList in Collections.synchronizedList",
                            () ->
                                    new Shared(
                                            Collections.synchronizedList(new ArrayList<>()),
                                            false)),
                    sound(
                            "copied",
                            "a CopyOnWriteArrayList, which each hands all its appends at once",
                            () -> new Shared(new CopyOnWriteArrayList<>(), true)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.list", "Many append to one list", LESSON)
                    .with(THREADS, APPENDS)
                    .with(WAYS)
                    .with(ALL, LOST, DISORDER)
                    .teaches(ArrayList.class, Collections.class, CopyOnWriteArrayList.class)
                    .notes("Lists")
                    .explorable(MEMORY, THREADS.at(2), APPENDS.at(1))
                    .build();

    /**
     * What a thread appends.
     *
     * @param thread from 0
     * @param number from 0, one more each time
     */
    private record Append(int thread, int number) {}

    /**
     * @param atOnce whether a thread hands it all its appends in one call
     */
    private record Shared(List<Append> list, boolean atOnce) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Shared shared = context.make(WAYS);
        int threads = context.get(THREADS);
        int appends = context.get(APPENDS);
        try (Crew crew = Crew.named("writer-")) {
            crew.together(
                    threads,
                    i -> {
                        append(shared, i, appends);
                        context.event("has appended " + Count.of(appends, "time"));
                    });
        }
        int[] arrived = new int[threads];
        int[] next = new int[threads];
        boolean ordered = true;
        for (Append append : shared.list()) {
            arrived[append.thread()]++;
            ordered &= append.number() >= next[append.thread()];
            next[append.thread()] = append.number() + 1;
        }
        Bars bars = Bars.of("appends");
        for (int i = 0; i < threads; i++) {
            bars = bars.with("writer-" + (i + 1), arrived[i]);
        }
        int expected = threads * appends;
        int size = shared.list().size();
        return (!ordered ? DISORDER : size < expected ? LOST : ALL)
                .observed()
                .with("expected", expected)
                .with("size", size)
                .with("arrived", bars);
    }

    private static void append(Shared shared, int thread, int appends) throws InterruptedException {
        List<Append> own = new ArrayList<>();
        for (int number = 0; number < appends; number++) {
            Append append = new Append(thread, number);
            if (shared.atOnce()) {
                own.add(append);
            } else {
                shared.list().add(append);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        shared.list().addAll(own);
    }

    /** Where a list has to grow as well, an append can also be dropped by an exception. */
    private static Shared roomy(RunContext context) {
        return new Shared(new ArrayList<>(context.get(THREADS) * context.get(APPENDS)), false);
    }
}
