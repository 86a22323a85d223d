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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every thread adds numbers of its own to a set that all share, asks for each, and removes the even
 * ones again. Look at what is missing in the end, what is too many, and how often a number that had
 * just been added was said not to be there. The sets are in {@link LockedSet}.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          right  wrong  all-denied
 * broken      31     69           0
 * half        16     84           0
 * silent       0      0         100
 * fixed      100      0           0
 * </pre>
 *
 * <p>The threads have to run at the same moment. Where ten others wanted the two processors, {@code
 * half} went wrong in 27 runs.
 *
 * <pre>{@code tandem run comms.locked-set --variant half}</pre>
 */
final class ExtendedSet implements Workload {

    private static final String LESSON =
            """
            A class can be made safe by extending it: each method takes the lock and calls the one
            that it overrides. That guards what is overridden and nothing else. A method that was
            forgotten, or that the superclass gets in a later release, changes the set without the
            lock, and the lock of the others does not keep it out. An overridden method has to do
            all that the inherited one did, too: to ask under the lock and not to return the answer
            makes a set that has everything and denies it.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many use the set");
    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 100_000, 1, 500_000, "how many each of them adds");

    private static final Label RIGHT =
            acceptable("right", "the odd numbers are there, all of them and nothing else");
    private static final Label WRONG =
            forbidden("wrong", "numbers are missing, too many, miscounted, or denied now and then");
    private static final Label DENIED =
            forbidden("all-denied", "each number that is in the set is said not to be there");

    private static final Variants<Set<Integer>> WAYS =
            Variants.of(
                    flawed("broken", "a HashSet", WRONG, () -> new HashSet<>()),
                    flawed(
                            "half",
                            "locks to add, not to remove",
                            WRONG,
                            () -> new LockedSet.Half<>()),
                    flawed(
                            "silent",
                            "contains returns no answer",
                            DENIED,
                            () -> new LockedSet.Silent<>()),
                    sound(
                            "fixed",
                            "locks in every method that is called",
                            () -> new LockedSet<>()));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.locked-set", "A set made safe by extension", LESSON)
                    .with(THREADS, NUMBERS)
                    .with(WAYS)
                    .with(RIGHT, WRONG, DENIED)
                    .teaches(HashSet.class, ReentrantLock.class)
                    .notes("Sets: extend the set class and lock around what it does")
                    .explorable(MEMORY, THREADS.at(2), NUMBERS.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Set<Integer> set = context.make(WAYS);
        int threads = context.get(THREADS);
        int numbers = context.get(NUMBERS);
        List<Integer> denials;
        try (Crew crew = Crew.named("user-")) {
            denials =
                    crew.gather(
                            threads,
                            i -> {
                                int denied = use(set, i * numbers, (i + 1) * numbers);
                                context.event("has added " + Count.of(numbers, "number"));
                                return denied;
                            });
        }
        // Counted by walking through it: what the set says of itself is in doubt.
        Set<Integer> content = new HashSet<>();
        set.forEach(content::add);
        Set<Integer> missing = new HashSet<>();
        for (int number = 1; number < threads * numbers; number += 2) {
            missing.add(number);
        }
        int expected = missing.size();
        missing.removeAll(content);
        int extra = content.size() - (expected - missing.size());
        int denied = denials.stream().mapToInt(Integer::intValue).sum();
        boolean right = missing.isEmpty() && extra == 0 && set.size() == expected && denied == 0;
        boolean allDenied = !content.isEmpty() && content.stream().noneMatch(set::contains);
        return (allDenied ? DENIED : right ? RIGHT : WRONG)
                .observed()
                .with("expected", expected)
                .with("missing", missing.size())
                .with("extra", extra)
                .with("size", set.size())
                .with("denied", denied);
    }

    /** Returns how often a number that had just been added was said not to be there. */
    private static int use(Set<Integer> set, int from, int to) throws InterruptedException {
        int denied = 0;
        for (int number = from; number < to; number++) {
            set.add(number);
            if (!set.contains(number)) {
                denied++;
            }
            if (number % 2 == 0) {
                set.remove(number);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return denied;
    }
}
