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
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A function takes a method and gives it back with a lock around it. One thread adds to a set with
 * such a method, another removes with one. Look at where the lock comes from.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          right  wrong-content
 * broken      17             83
 * fixed      100              0
 * </pre>
 *
 * <p>The threads have to run at the same moment. Where ten others wanted the two processors, {@code
 * broken} went wrong in 17 runs.
 *
 * <pre>{@code tandem run comms.decorator --variant broken}</pre>
 */
final class DecoratedMethods implements Workload {

    private static final String LESSON =
            """
            A decorator is a function from a method to a method: the same with a lock taken before
            and given back after it, written once for all methods. It must not bring the lock along.
            What has to be guarded is the object, so all methods of one object share one lock. Where
            each decorated method gets a lock of its own, no method runs twice at a time, and any
            two different ones still do.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 200_000, 1, 1_000_000, "how many are added, and as many removed");

    private static final Label RIGHT =
            acceptable("right", "what was added is in the set, and what was removed is not");
    private static final Label WRONG =
            forbidden("wrong-content", "numbers are missing, or too many, or miscounted");

    /** Which lock the next method to be decorated gets. */
    private static final Variants<Supplier<Lock>> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a lock for each method",
                            WRONG,
                            () -> (Supplier<Lock>) ReentrantLock::new),
                    sound(
                            "fixed",
                            "one lock for all methods of an object",
                            () -> {
                                Lock lock = new ReentrantLock();
                                return (Supplier<Lock>) () -> lock;
                            }));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.decorator", "A method with a lock around it", LESSON)
                    .with(NUMBERS)
                    .with(WAYS)
                    .with(RIGHT, WRONG)
                    .teaches(Predicate.class, ReentrantLock.class)
                    .notes("Decorator")
                    .explorable(MEMORY, NUMBERS.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    /** The decorator: the same method, with the lock held while it runs. */
    private static <T> Predicate<T> locked(Lock lock, Predicate<T> method) {
        return argument -> {
            lock.lock();
            try {
                return method.test(argument);
            } finally {
                lock.unlock();
            }
        };
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Supplier<Lock> locks = context.make(WAYS);
        Set<Integer> set = new HashSet<>();
        Predicate<Integer> add = locked(locks.get(), set::add);
        Predicate<Integer> remove = locked(locks.get(), set::remove);
        int numbers = context.get(NUMBERS);
        // The adder's numbers come after the remover's, which are there from the start.
        each(add, 0, numbers);
        try (Crew crew = Crew.named("user-")) {
            crew.together(
                    2,
                    i -> {
                        if (i == 0) {
                            each(add, numbers, 2 * numbers);
                            context.event("has added " + Count.of(numbers, "number"));
                        } else {
                            each(remove, 0, numbers);
                            context.event("has removed " + Count.of(numbers, "number"));
                        }
                    });
        }
        Set<Integer> content = new HashSet<>(set);
        long added = content.stream().filter(number -> number >= numbers).count();
        boolean right = added == numbers && content.size() == numbers && set.size() == numbers;
        return (right ? RIGHT : WRONG)
                .observed()
                .with("expected", numbers)
                .with("missing", numbers - added)
                .with("extra", content.size() - added)
                .with("size", set.size());
    }

    private static void each(Predicate<Integer> method, int from, int to)
            throws InterruptedException {
        for (int number = from; number < to; number++) {
            var _ = method.test(number);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
