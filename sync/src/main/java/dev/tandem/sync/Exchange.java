// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Exchanger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One thread fills a bucket, another empties it, and they swap. Look at how many buckets there are
 * in all: two, however much water is carried.
 *
 * <pre>{@code tandem run sync.exchanger --variant broken}</pre>
 */
final class Exchange implements Workload {

    private static final String LESSON =
            """
            An exchanger is where two threads meet and each gets what the other has brought. Neither
            goes on before the other is there, so nothing is overwritten and nothing need be copied:
            the full bucket and the empty one change hands, and each belongs to one thread at a
            time. Left at an agreed place instead, without waiting, a full bucket is replaced by the
            next before anybody has taken it.
            """;

    private static final Parameter<Integer> BUCKETS =
            integer("buckets", 1000, 1, 1_000_000, "how many full buckets are handed over");

    private static final Label ALL =
            acceptable("all-carried", "every full bucket was emptied once");
    private static final Label OVERWRITTEN =
            forbidden("overwritten", "a full bucket was replaced before it was emptied");

    /** How a full bucket gets to the other side; numbers stand for what is in it. */
    private interface Handover {
        void give(List<Integer> full) throws InterruptedException;

        /** The next full bucket; empty when nobody will bring one any more. */
        List<Integer> take() throws InterruptedException;
    }

    private static final class Meeting implements Handover {
        private final Exchanger<List<Integer>> place = new Exchanger<>();

        @Override
        public void give(List<Integer> full) throws InterruptedException {
            place.exchange(full);
        }

        @Override
        public List<Integer> take() throws InterruptedException {
            return place.exchange(List.of());
        }
    }

    private static final class Doorstep implements Handover {
        private final AtomicReference<@Nullable List<Integer>> place = new AtomicReference<>();

        @Override
        public void give(List<Integer> full) {
            place.set(full);
        }

        @Override
        public List<Integer> take() throws InterruptedException {
            while (true) {
                List<Integer> found = place.getAndSet(null);
                if (found != null) {
                    return found;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                Thread.onSpinWait();
            }
        }
    }

    private static final Variants<Handover> WAYS =
            Variants.of(
                    flawed("broken", "left at an agreed place", OVERWRITTEN, Doorstep::new),
                    sound("fixed", "handed over by an exchanger", Meeting::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.exchanger", "Two threads that swap", LESSON)
                    .with(BUCKETS)
                    .with(WAYS)
                    .with(ALL, OVERWRITTEN)
                    .teaches(Exchanger.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int buckets = context.get(BUCKETS);
        Handover handover = context.make(WAYS);
        List<Integer> emptied = new ArrayList<>();
        try (Crew crew = Crew.named("carrier-")) {
            crew.start("filler", () -> fill(context, handover, buckets));
            crew.start("emptier", () -> empty(context, handover, buckets, emptied));
            crew.join();
        }
        int lost = buckets - emptied.size();
        return (lost == 0 ? ALL : OVERWRITTEN)
                .observed()
                .with("filled", buckets)
                .with("emptied", emptied.size())
                .with("overwritten", lost);
    }

    private static void fill(RunContext context, Handover handover, int buckets)
            throws InterruptedException {
        for (int i = 1; i <= buckets; i++) {
            handover.give(List.of(i));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        context.event("has filled " + Count.of(buckets, "bucket"));
    }

    /** The last bucket is never replaced, so it always comes. */
    private static void empty(
            RunContext context, Handover handover, int buckets, List<Integer> emptied)
            throws InterruptedException {
        int last = 0;
        while (last < buckets) {
            List<Integer> full = handover.take();
            last = full.getFirst();
            emptied.add(last);
        }
        context.event("has emptied " + Count.of(emptied.size(), "bucket"));
    }
}
