// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Two requests, one after the other, are served by the same thread of a pool; the first one has a
 * user, the second has none. Look at whom the second one sees, and at what it costs each of many
 * virtual threads to know its user.
 *
 * <p>Seen in 5 runs on two cores, OpenJDK 25: 610 to 700 bytes for a virtual thread that waits with
 * no value, 800 to 1,030 with a thread local, 990 to 1,060 with a scoped value; {@code broken}
 * leaves the user behind in every run.
 *
 * <pre>{@code tandem run threads.scoped-values --variant broken}</pre>
 */
final class ScopedValues implements Workload {

    private static final String LESSON =
            """
            A thread local belongs to its thread and stays until somebody removes it, so the next
            task of a pool finds what the one before has left. A scoped value is bound for a call:
            it is there for all that is called, cannot be changed, and is gone when the call
            returns, however it returns. Both cost memory in each thread that has one, which counts
            when there are a hundred thousand of them: it is measured here.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 100_000, 1, 200_000, "virtual threads whose memory is measured");

    private static final Label GONE =
            acceptable("gone", "the second request saw no user: the value ended with the first");
    private static final Label LEFT_BEHIND =
            forbidden("left-behind", "the second request saw the user of the first");

    /** Where a request finds its user. */
    private interface Binding {
        void serve(String user, Runnable request);

        Optional<String> user();

        /** What a thread has of it. */
        String what();
    }

    /** A thread local that nobody clears. */
    private static class Forgetful implements Binding {
        final ThreadLocal<String> user = new ThreadLocal<>();

        @Override
        public void serve(String name, Runnable request) {
            user.set(name);
            request.run();
        }

        @Override
        public Optional<String> user() {
            return Optional.ofNullable(user.get());
        }

        @Override
        public String what() {
            return "a thread local";
        }
    }

    /** The same, cleared whatever happens. */
    private static final class Tidy extends Forgetful {
        @Override
        public void serve(String name, Runnable request) {
            try {
                super.serve(name, request);
            } finally {
                user.remove();
            }
        }
    }

    private static final class Scoped implements Binding {
        private final ScopedValue<String> user = ScopedValue.newInstance();

        @Override
        public void serve(String name, Runnable request) {
            ScopedValue.where(user, name).run(request);
        }

        @Override
        public Optional<String> user() {
            return user.isBound() ? Optional.of(user.get()) : Optional.empty();
        }

        @Override
        public String what() {
            return "a scoped value";
        }
    }

    private static final Variants<Binding> WAYS =
            Variants.of(
                    flawed("broken", "a thread local", LEFT_BEHIND, Forgetful::new),
                    sound("fixed", "a thread local that is removed in the end", Tidy::new),
                    sound("scoped", "a scoped value", Scoped::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.scoped-values", "A value for a call, or for a thread", LESSON)
                    .with(THREADS)
                    .with(WAYS)
                    .with(GONE, LEFT_BEHIND)
                    .teaches(ScopedValue.class, ThreadLocal.class)
                    // What else is in the memory of the process is not to be measured with it.
                    .isolated()
                    .build();

    /** What a thread without a value does. */
    private static final class None implements Binding {
        @Override
        public void serve(String user, Runnable request) {
            request.run();
        }

        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public String what() {
            return "no value";
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        String seen = seenBySecond(context, context.make(WAYS));
        Bars bytes = bytesOfAThread(context);
        return (seen.equals(NOBODY) ? GONE : LEFT_BEHIND)
                .observed()
                .with("secondRequestSaw", seen)
                .with("memoryOfAThread", bytes);
    }

    private static final int ROUNDS = 2;
    private static final String NOBODY = "nobody";

    private static String seenBySecond(RunContext context, Binding binding)
            throws InterruptedException, ExecutionException {
        ThreadFactory named = Thread.ofPlatform().name("worker").factory();
        try (ExecutorService pool = Executors.newSingleThreadExecutor(named)) {
            try {
                pool.submit(() -> binding.serve("Alice", () -> tell(context, "first", binding)))
                        .get();
                return pool.submit(() -> tell(context, "second", binding)).get();
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static String tell(RunContext context, String request, Binding binding) {
        String user = binding.user().orElse(NOBODY);
        context.event("serves the " + request + " request for " + user);
        return user;
    }

    /** The least of some rounds: frames of methods that are not compiled yet are larger. */
    private static Bars bytesOfAThread(RunContext context) throws InterruptedException {
        List<Binding> all = List.of(new None(), new Forgetful(), new Scoped());
        int threads = context.get(THREADS);
        double[] least = new double[all.size()];
        Arrays.fill(least, Double.MAX_VALUE);
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], bytesOfAThread(all.get(i), threads));
            }
            context.event("has measured " + Count.of(threads, "thread") + " of each kind");
        }
        Bars bars = Bars.of("bytes");
        for (int i = 0; i < least.length; i++) {
            bars = bars.with(all.get(i).what(), Math.rint(least[i]));
        }
        return bars;
    }

    /** With all of them parked, and each having looked at its value. */
    private static double bytesOfAThread(Binding binding, int threads) throws InterruptedException {
        CountDownLatch there = new CountDownLatch(threads);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> requests = new ArrayList<>(threads);
        Runnable request = () -> binding.serve("Alice", () -> look(binding, there, end));
        long before = usedHeap();
        try {
            for (int i = 0; i < threads; i++) {
                requests.add(Thread.startVirtualThread(request));
            }
            there.await();
            return (usedHeap() - before) / (double) threads;
        } finally {
            end.countDown();
            for (Thread each : requests) {
                each.join();
            }
        }
    }

    private static void look(Binding binding, CountDownLatch there, CountDownLatch end) {
        // As a request does: what it costs to look is a part of it.
        var _ = binding.user();
        there.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
