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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Tasks of one loop pay into the same account: each reads the balance, waits for its bank, and
 * writes the new balance back. There is one thread; look at what is lost all the same.
 *
 * <p>Seen in 100 runs of each: {@code broken} lost payments 100 times, {@code fixed} never.
 *
 * <pre>{@code tandem run events.loop-lock --variant broken}</pre>
 */
final class LoopLock implements Workload {

    private static final String LESSON =
            """
            Between two waits a task has the loop for itself, and needs no lock. Across a wait it
            has not: what it read before may be out of date after, and a lost update needs no second
            thread. A lock of a loop blocks nobody. Whoever cannot have it gets a promise, and the
            one who gives it back keeps the promise of the one who has waited longest.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 5, 2, 1000, "how many tasks pay in");
    private static final Parameter<Duration> WAIT =
            duration(
                    "wait",
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    "how long a task waits between reading and writing");

    private static final Label EXACT = acceptable("exact", "every payment arrived");
    private static final Label LOST =
            forbidden("lost-update", "payments are missing: another task wrote during a wait");

    private static final Variants<Guard> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "relies on there being one thread",
                            LOST,
                            () -> (_, payment) -> payment.get()),
                    sound(
                            "fixed",
                            "holds a lock across the wait",
                            () ->
                                    (lock, payment) ->
                                            lock.acquire()
                                                    .thenComposeAsync(_ -> payment.get())
                                                    .whenComplete((_, _) -> lock.release())));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.loop-lock", "A lock inside one loop", LESSON)
                    .with(TASKS, WAIT)
                    .with(WAYS)
                    .with(EXACT, LOST)
                    .teaches(CompletableFuture.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, TASKS.at(2), WAIT.at(Duration.ofMillis(1)))
                    .build();

    /** How a payment is kept apart from others. */
    @FunctionalInterface
    private interface Guard {
        CompletableFuture<?> pay(Lock lock, Supplier<CompletableFuture<?>> payment);
    }

    /** A lock of a loop; those who wait for it get it in the order in which they came. */
    private static final class Lock {
        private final Loop loop;
        private final Queue<Promise<Boolean>> waiting = new ArrayDeque<>();
        private boolean held;

        Lock(Loop loop) {
            this.loop = loop;
        }

        /** A promise that is kept when the lock is the caller's. */
        Promise<Boolean> acquire() {
            Promise<Boolean> promise = new Promise<>(loop);
            if (held) {
                waiting.add(promise);
            } else {
                held = true;
                promise.complete(true);
            }
            return promise;
        }

        /** Hands the lock to the next, without being free in between: nobody overtakes. */
        void release() {
            if (waiting.isEmpty()) {
                held = false;
            } else {
                waiting.remove().complete(true);
            }
        }
    }

    private static final class Account {
        private int balance;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Guard guard = context.make(WAYS);
        int tasks = context.get(TASKS);
        Account account = new Account();
        try (Loop loop = new Loop()) {
            Lock lock = new Lock(loop);
            CompletableFuture<?>[] paid = new CompletableFuture<?>[tasks];
            for (int i = 0; i < tasks; i++) {
                int task = i + 1;
                paid[i] = guard.pay(lock, () -> pay(context, loop, account, task));
            }
            CompletableFuture<?> all = CompletableFuture.allOf(paid);
            loop.runUntil(all);
            all.get();
        }
        return (account.balance == tasks ? EXACT : LOST)
                .observed()
                .with("paid", tasks)
                .with("balance", account.balance)
                .with("lost", tasks - account.balance);
    }

    private static CompletableFuture<?> pay(
            RunContext context, Loop loop, Account account, int task) {
        int read = account.balance;
        context.event("task " + task + " reads " + read);
        return loop.sleep(context.get(WAIT))
                .thenRunAsync(() -> {
                    account.balance = read + 1;
                    context.event("task " + task + " writes " + account.balance);
                });
    }
}
