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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * Workers take items from a stack that was filled before. Look at the order in which each gets
 * them, and at which items two workers have handled, and nobody.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          last-first  handled-twice
 * broken            0            100
 * fixed           100              0
 * </pre>
 *
 * <pre>{@code tandem run comms.lifo --variant broken}</pre>
 */
final class Lifo implements Workload {

    private static final String LESSON =
            """
            A stack hands out what was put last. That is right for work that is best continued while
            it is fresh, and unfair: what lies at the bottom waits until all above it is done, and
            for ever if there is always something new. In Java it is one end of a deque. To look at
            the top, work on it and remove it afterwards seems careful, as nothing is lost when a
            worker fails. With two workers both look at the same item, and both remove one: the
            second of them has been handled by nobody.
            """;

    private static final Parameter<Integer> ITEMS =
            integer("items", 10, 1, 100_000, "how many are put on the stack");
    private static final Parameter<Integer> WORKERS =
            integer("workers", 2, 1, 64, "how many take from it");
    private static final Parameter<Duration> WORK =
            duration(
                    "work", Duration.ofMillis(2), Duration.ofSeconds(10), "how long an item takes");

    private static final Label LAST_FIRST =
            acceptable("last-first", "every item was handled once, later ones before earlier ones");
    private static final Label TWICE =
            forbidden(
                    "handled-twice",
                    "an item was handled twice; another may have been dropped unseen");
    private static final Label OUT_OF_ORDER =
            forbidden("out-of-order", "a worker got an earlier item before a later one")
                    .unseen("nothing is put while workers take");

    /** Handles the item on the top and takes it off the stack, in an order of its own. */
    private interface Way {
        /** Returns what was handled, or nothing when the stack is empty. */
        @Nullable Integer next(Stack stack) throws InterruptedException;
    }

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed("broken", "looks, works, takes it off", TWICE, () -> Lifo::peek),
                    sound("fixed", "takes it off, then works", () -> Lifo::poll));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.lifo", "Last in, first out", LESSON)
                    .with(ITEMS, WORKERS, WORK, FRAMES)
                    .with(WAYS)
                    .with(LAST_FIRST, TWICE, OUT_OF_ORDER)
                    .teaches(BlockingDeque.class, LinkedBlockingDeque.class)
                    .notes("Queues: LIFO queues")
                    .explorable(
                            SYNC, ITEMS.at(2), WORKERS.at(2), WORK.at(Duration.ZERO), FRAMES.at(0))
                    .build();

    private record Stack(BlockingDeque<Integer> items, Duration work, Film film) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Way way = context.make(WAYS);
        int items = context.get(ITEMS);
        Film film = new Film(context);
        Stack stack = new Stack(new LinkedBlockingDeque<>(), context.get(WORK), film);
        for (int item = 1; item <= items; item++) {
            stack.items().putFirst(item);
        }
        film.after("has put " + Count.of(items, "item"), stack.items());
        List<List<Integer>> handled;
        try (Crew crew = Crew.named("worker-")) {
            handled =
                    crew.gather(
                            context.get(WORKERS),
                            i -> {
                                List<Integer> mine = handleAll(stack, way);
                                context.event("has handled " + mine);
                                return mine;
                            });
        }
        int[] times = new int[items + 1];
        boolean ordered = true;
        for (List<Integer> mine : handled) {
            mine.forEach(item -> times[item]++);
            ordered &= mine.equals(mine.stream().sorted(Comparator.reverseOrder()).toList());
        }
        List<Integer> twice = new ArrayList<>();
        List<Integer> never = new ArrayList<>();
        for (int item = 1; item <= items; item++) {
            if (times[item] == 0) {
                never.add(item);
            } else if (times[item] > 1) {
                twice.add(item);
            }
        }
        boolean once = twice.isEmpty() && never.isEmpty();
        return (!once ? TWICE : ordered ? LAST_FIRST : OUT_OF_ORDER)
                .observed()
                .with("handledTwice", twice)
                .with("neverHandled", never)
                .with("stack", film.picture());
    }

    private static List<Integer> handleAll(Stack stack, Way way) throws InterruptedException {
        List<Integer> mine = new ArrayList<>();
        for (@Nullable Integer item = way.next(stack); item != null; item = way.next(stack)) {
            mine.add(item);
        }
        return mine;
    }

    private static @Nullable Integer peek(Stack stack) throws InterruptedException {
        @Nullable Integer item = stack.items().peekFirst();
        if (item != null) {
            stack.film().after("looks at " + item, stack.items());
            Thread.sleep(stack.work());
            stack.items().pollFirst();
            stack.film().after("takes off the top", stack.items());
        }
        return item;
    }

    private static @Nullable Integer poll(Stack stack) throws InterruptedException {
        @Nullable Integer item = stack.items().pollFirst();
        if (item != null) {
            stack.film().after("takes " + item, stack.items());
            Thread.sleep(stack.work());
        }
        return item;
    }
}
