// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.Image;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A country has its money and the money has its country; each is a constant of its own class, made
 * from the constant of the other one. Two threads come at once, each for one of them. Look at the
 * state of the threads that wait for ever: it is {@code RUNNABLE}.
 *
 * <p>Seen in 100 runs on two cores, each in a process of its own: {@code broken} in a deadlock in
 * all.
 *
 * <pre>{@code tandem run sync.initialiser --variant broken}</pre>
 */
final class Initialisers implements Workload {

    private static final String LESSON =
            """
            A class is initialised by the first thread that needs it; others that need it wait until
            that is done. So its initialiser holds a lock that nobody sees. When two initialisers
            need the class of the other, two threads can wait for each other for ever, and no tool
            of the JDK calls it a deadlock, for they are said to be runnable. One thread alone meets
            no deadlock, and finds null in a constant instead. Make in one initialiser what belongs
            together.
            """;

    private static final Label BOTH_MADE =
            acceptable("both-made", "each of the two constants knows the other");
    private static final Label HALF_MADE =
            interesting(
                    "half-made", "one thread ran both initialisers, the inner of which found null");
    private static final Label DEADLOCK =
            forbidden(
                    "initialiser-deadlock",
                    "each thread is in one initialiser, and needs the class that the other is in");

    /** One half of a pair, which knows the other half. */
    private static final class Half {
        private @Nullable Half other;

        private Half(@Nullable Half other) {
            this.other = other;
        }
    }

    private static final class Country {
        private static final Half HERE;

        static {
            read();
            HERE = new Half(Currency.MONEY);
        }
    }

    private static final class Currency {
        private static final Half MONEY;

        static {
            read();
            MONEY = new Half(Country.HERE);
        }
    }

    /** What belongs together, made by one initialiser: there is nothing to wait for in a circle. */
    private static final class Atlas {
        private static final Half HERE;
        private static final Half MONEY;

        static {
            read();
            HERE = new Half(null);
            MONEY = new Half(HERE);
            HERE.other = MONEY;
        }
    }

    /** What a thread asks for, and the class whose initialiser it is in meanwhile. */
    private record Question(Class<?> type, Supplier<Half> half) {}

    private static final Variants<List<Question>> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "each class makes its constant from that of the other",
                            DEADLOCK,
                            () ->
                                    List.of(
                                            new Question(Country.class, () -> Country.HERE),
                                            new Question(Currency.class, () -> Currency.MONEY))),
                    sound(
                            "alone",
                            "the same classes, and one thread",
                            () -> List.of(new Question(Country.class, () -> Country.HERE))),
                    sound(
                            "fixed",
                            "one class makes both constants",
                            () ->
                                    List.of(
                                            new Question(Atlas.class, () -> Atlas.HERE),
                                            new Question(Atlas.class, () -> Atlas.MONEY))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.initialiser", "Two classes that need each other", LESSON)
                    .with(WAYS)
                    .with(BOTH_MADE, HALF_MADE, DEADLOCK)
                    .teaches(Class.class, Thread.State.class, StackTraceElement.class)
                    .isolated()
                    .explorable(SYNC)
                    .build();

    private static final String OURS = Initialisers.class.getName();
    private static final Duration READING = Duration.ofMillis(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    /** A thread that is in an initialiser, as it was seen. */
    private record Stuck(Thread thread, StackTraceElement where) {
        @Override
        public String toString() {
            return thread.getName() + " is " + thread.getState() + " at " + where;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        Map<Thread, Question> askers = new LinkedHashMap<>();
        List<FutureTask<Half>> answers = new ArrayList<>();
        for (Question question : context.make(WAYS)) {
            var answer =
                    new FutureTask<>(() -> {
                        start.await();
                        context.event("asks for a constant of " + question.type().getSimpleName());
                        return question.half().get();
                    });
            answers.add(answer);
            String name = "asker-" + answers.size();
            // Not to be ended when it waits for a class; it ends with the process.
            askers.put(Thread.ofPlatform().daemon().name(name).start(answer), question);
        }
        start.countDown();
        while (!answers.stream().allMatch(FutureTask::isDone)) {
            List<Stuck> stuck = stuck(askers);
            if (stuck.size() == 2) {
                context.event("sees each thread in the initialiser that the other one needs");
                return DEADLOCK.observed()
                        .with("threads", stuck.stream().map(Stuck::toString).toList())
                        .with("deadlocksThatTheJvmFinds", foundByTheJvm());
            }
            Thread.sleep(LOOK_EVERY);
        }
        boolean whole = true;
        for (FutureTask<Half> answer : answers) {
            Half other = answer.get().other;
            whole &= other != null && other.other != null;
        }
        return (whole ? BOTH_MADE : HALF_MADE).observed();
    }

    /**
     * Those that are in the initialiser of their class. When two are, in the broken variant,
     * neither gets out: what each needs next is the class that the other one holds. In the fixed
     * variant there is one class, and only one thread can be in its initialiser.
     */
    private static List<Stuck> stuck(Map<Thread, Question> askers) {
        List<Stuck> stuck = new ArrayList<>();
        askers.forEach((thread, question) ->
                Arrays.stream(thread.getStackTrace())
                        // The method of ours that it is in: not one that it reads with.
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .findFirst()
                        .filter(frame -> isInitialiser(frame, question.type()))
                        .ifPresent(frame -> stuck.add(new Stuck(thread, frame))));
        return stuck;
    }

    private static String foundByTheJvm() {
        if (Image.RUNS) {
            return "an image does not look for them";
        }
        long @Nullable [] ids = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return ids == null ? "none" : Arrays.toString(ids);
    }

    private static boolean isInitialiser(StackTraceElement frame, Class<?> type) {
        return frame.getMethodName().equals("<clinit>")
                && frame.getClassName().equals(type.getName());
    }

    /** What an initialiser has to do before it comes to the other class. */
    private static void read() {
        try {
            Thread.sleep(READING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
