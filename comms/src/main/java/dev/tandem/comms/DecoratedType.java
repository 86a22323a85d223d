// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.lang.reflect.Proxy;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A proxy puts a lock around every method of a set at once, see {@link Locked}. Two threads add to
 * it, and walk through it now and then. Look at how many walks were broken off.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          whole  broken-off
 * broken       5          95
 * fixed      100           0
 * </pre>
 *
 * <pre>{@code tandem run comms.class-decorator --variant broken}</pre>
 */
final class DecoratedType implements Workload {

    private static final String LESSON =
            """
            A dynamic proxy decorates a whole type: one handler gets every call, those of methods
            included that the author has never thought of. So each call is guarded, and only each
            call. A loop over a set is many calls, and none of them goes to the proxy but the first,
            which returns an iterator of the set behind it: the loop runs without the lock, and the
            set changes under it. A loop that is one call, forEach, runs with the lock held from
            beginning to end. Collections.synchronizedSet has the same gap, and says so.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 10_000, 1, 1_000_000, "how many each of two threads adds");
    private static final Parameter<Integer> EVERY =
            integer("every", 50, 1, 1_000_000, "after how many it walks through the set");

    private static final Label WHOLE =
            acceptable("whole", "every walk came to its end, and every number arrived");
    private static final Label BROKEN_OFF =
            forbidden("broken-off", "a walk ended with an exception, or passed over elements");
    private static final Label LOST =
            forbidden("lost", "numbers are missing")
                    .unseen("every call that adds has the lock, in all variants");

    /** A way to walk through a set. */
    private interface Walk {
        /**
         * Returns how many elements it has met.
         *
         * @throws ConcurrentModificationException when it notices that the set has changed
         */
        int count(Set<Integer> set);
    }

    private static final Variants<Walk> WAYS =
            Variants.of(
                    flawed("broken", "a for loop", BROKEN_OFF, () -> DecoratedType::loop),
                    sound("fixed", "forEach, which is one call", () -> DecoratedType::forEach));

    private static final int THREADS = 2;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.class-decorator", "A whole type with a lock around it", LESSON)
                    .with(NUMBERS, EVERY)
                    .with(WAYS)
                    .with(WHOLE, BROKEN_OFF, LOST)
                    .teaches(Proxy.class, Set.class)
                    .notes("Class decorator")
                    .explorable(MEMORY, NUMBERS.at(1), EVERY.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Walk walk = context.make(WAYS);
        @SuppressWarnings("unchecked")
        Set<Integer> set = Locked.all(Set.class, new HashSet<Integer>());
        int numbers = context.get(NUMBERS);
        int every = context.get(EVERY);
        List<Integer> brokenOff;
        try (Crew crew = Crew.named("user-")) {
            brokenOff =
                    crew.gather(
                            THREADS,
                            i -> {
                                int times = use(set, i * numbers, (i + 1) * numbers, every, walk);
                                context.event("was stopped on " + times + " of its walks");
                                return times;
                            });
        }
        int times = brokenOff.stream().mapToInt(Integer::intValue).sum();
        return (set.size() < THREADS * numbers ? LOST : times > 0 ? BROKEN_OFF : WHOLE)
                .observed()
                .with("numbers", set.size())
                .with("walks", THREADS * (numbers / every))
                .with("brokenOff", times);
    }

    /** Returns how many walks were broken off. */
    private static int use(Set<Integer> set, int from, int to, int every, Walk walk)
            throws InterruptedException {
        int brokenOff = 0;
        for (int number = from; number < to; number++) {
            set.add(number);
            int own = number + 1 - from;
            if (own % every == 0 && !meets(own, walk, set)) {
                brokenOff++;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return brokenOff;
    }

    /** Whether a walk meets at least as many elements as the walking thread has added itself. */
    private static boolean meets(int own, Walk walk, Set<Integer> set) {
        try {
            return walk.count(set) >= own;
        } catch (ConcurrentModificationException _) {
            return false;
        }
    }

    private static int loop(Set<Integer> set) {
        int met = 0;
        for (int _ : set) {
            met++;
        }
        return met;
    }

    private static int forEach(Set<Integer> set) {
        int[] met = {0};
        set.forEach(_ -> met[0]++);
        return met[0];
    }
}
