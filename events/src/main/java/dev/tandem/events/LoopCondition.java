// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.events.loop.Promise;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Tasks of a loop take letters from a box and wait while it is empty; another task puts in one
 * letter at a time and wakes them all. Look at how often a task is woken and finds nothing.
 *
 * <p>Seen in 100 runs of each: {@code broken} took from an empty box 100 times, {@code fixed}
 * never; there is no race in it.
 *
 * <pre>{@code tandem run events.loop-condition --variant broken}</pre>
 */
final class LoopCondition implements Workload {

    private static final String LESSON =
            """
            A condition wakes tasks that wait until something holds. Being woken is having one's
            promise kept, and the task goes on in a later turn: what held when it was woken need not
            hold when it runs, since others ran in between. So it looks again, and waits again. In a
            loop no lock belongs to the condition, for between looking and waiting no other task
            runs. The mistake of looking once is the same as with threads.
            """;

    private static final Parameter<Integer> TAKERS =
            integer("takers", 3, 2, 100, "how many tasks wait for letters");
    private static final Parameter<Integer> LETTERS =
            integer("letters", 3, 1, 1000, "how many letters are put into the box");
    private static final Parameter<Duration> BEAT =
            duration(
                    "beat",
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    "how long it is from one letter to the next");

    private static final Label TAKEN =
            acceptable("taken", "every letter was taken once, and nothing else");
    private static final Label EMPTY =
            forbidden("took-nothing", "a task took from an empty box: it had been woken too");

    /** How a task waits for a letter. */
    private enum Wait {
        /** Looks once, and trusts the wake-up. */
        IF,
        /** Looks, and looks again after every wake-up. */
        WHILE
    }

    private static final Variants<Wait> WAYS =
            Variants.of(
                    flawed("broken", "if empty, wait; then take", EMPTY, () -> Wait.IF),
                    sound("fixed", "while empty, wait; then take", () -> Wait.WHILE));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.loop-condition", "A condition inside one loop", LESSON)
                    .with(TAKERS, LETTERS, BEAT)
                    .with(WAYS)
                    .with(TAKEN, EMPTY)
                    .teaches(CompletableFuture.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, TAKERS.at(2), LETTERS.at(1), BEAT.at(Duration.ofMillis(1)))
                    .build();

    /** What tasks of a loop wait at. */
    private static final class Condition {
        private final Loop loop;
        private final List<Promise<Boolean>> waiting = new ArrayList<>();

        Condition(Loop loop) {
            this.loop = loop;
        }

        /** A promise that is kept at the next signal. */
        Promise<Boolean> await() {
            Promise<Boolean> promise = new Promise<>(loop);
            waiting.add(promise);
            return promise;
        }

        void signalAll() {
            waiting.forEach(promise -> promise.complete(true));
            waiting.clear();
        }
    }

    /** Where letters are put and taken. */
    private static final class Box {
        private final Queue<Integer> letters = new ArrayDeque<>();
        private final List<Integer> taken = new ArrayList<>();
        private final Condition filled;
        private final RunContext context;
        private int inVain;
        private int tookNothing;

        Box(Loop loop, RunContext context) {
            this.filled = new Condition(loop);
            this.context = context;
        }

        void put(int letter) {
            context.event("puts letter " + letter + " and wakes " + filled.waiting.size());
            letters.add(letter);
            filled.signalAll();
        }

        /** Takes letters for ever, as one task. */
        @SuppressWarnings("FutureReturnValueIgnored") // nothing waits for its end
        void takeAll(String taker, Wait wait) {
            if (letters.isEmpty()) {
                filled.await().thenRunAsync(() -> woken(taker, wait));
            } else {
                take(taker, wait);
            }
        }

        private void woken(String taker, Wait wait) {
            if (letters.isEmpty() && wait == Wait.WHILE) {
                inVain++;
                context.event(taker + " is woken in vain");
                takeAll(taker, wait);
            } else {
                take(taker, wait);
            }
        }

        private void take(String taker, Wait wait) {
            Integer letter = letters.poll();
            if (letter == null) {
                tookNothing++;
                context.event(taker + " takes from an empty box");
            } else {
                taken.add(letter);
                context.event(taker + " takes letter " + letter);
            }
            takeAll(taker, wait);
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Wait wait = context.make(WAYS);
        int letters = context.get(LETTERS);
        try (Loop loop = new Loop()) {
            Box box = new Box(loop, context);
            for (int i = 1; i <= context.get(TAKERS); i++) {
                box.takeAll("taker " + i, wait);
            }
            Promise<Integer> end =
                    loop.start(
                            IntStream.rangeClosed(1, letters)
                                    .mapToObj(letter -> {
                                        box.put(letter);
                                        return loop.sleep(context.get(BEAT));
                                    }));
            loop.runUntil(end);
            end.get();
            return (box.tookNothing == 0 && box.taken.size() == letters ? TAKEN : EMPTY)
                    .observed()
                    .with("letters", letters)
                    .with("taken", box.taken.size())
                    .with("wokenInVain", box.inVain)
                    .with("tookNothing", box.tookNothing);
        }
    }
}
