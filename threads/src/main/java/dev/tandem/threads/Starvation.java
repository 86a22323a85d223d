// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.Image;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * As many tasks compute as there are carriers, and a virtual thread is to stop them after a while.
 * Look at what the scheduler's bean said when the time had come: how many virtual threads were
 * mounted, and how many waited for a carrier.
 *
 * <p>Seen in 100 runs on two cores: {@code broken} starved in all.
 *
 * <pre>{@code tandem run threads.starvation --variant broken}</pre>
 */
final class Starvation implements Workload {

    private static final String LESSON =
            """
            Virtual threads share a few carriers, and the scheduler takes a carrier away from none
            of them: a virtual thread leaves it when it waits. One that only computes never does. As
            many of those as there are carriers keep all others from running, also those that only
            have to say that time is up. Virtual threads are for waiting; what computes belongs to a
            pool of platform threads, among which the operating system divides the processors.
            """;

    private static final Parameter<Duration> TIMEOUT =
            duration(
                    "timeout",
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10),
                    "when the computing tasks are to be stopped");
    private static final Parameter<Integer> WORK =
            integer("work", 2_000, 1, 100_000, "million steps that a task computes unless stopped");

    private static final Label IN_TIME =
            acceptable("in-time", "the thread that says so ran when time was up");
    private static final Label STARVED =
            forbidden(
                    "starved",
                    "time was up, and what was to say so waited for a carrier to become free");

    private static final Variants<IntFunction<ExecutorService>> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "virtual threads compute",
                            STARVED,
                            () -> _ -> Executors.newVirtualThreadPerTaskExecutor()),
                    sound(
                            "fixed",
                            "a pool of platform threads computes",
                            () -> Executors::newFixedThreadPool));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.starvation", "A timeout that cannot fire", LESSON)
                    .with(TIMEOUT, WORK)
                    .with(WAYS)
                    .with(IN_TIME, STARVED)
                    .needs(JvmNeeds.SCHEDULER_BEAN)
                    .teaches(
                            Thread.class, ExecutorService.class, VirtualThreadSchedulerMXBean.class)
                    // The scheduler that is starved is that of the whole process.
                    .isolated()
                    .build();

    private static final int MILLION = 1_000_000;

    /** What the scheduler's bean said at one moment. */
    private record Carriers(int all, int mounted, long queued) {

        static Carriers read(VirtualThreadSchedulerMXBean bean) {
            return new Carriers(
                    bean.getParallelism(),
                    bean.getMountedVirtualThreadCount(),
                    bean.getQueuedVirtualThreadCount());
        }

        /** Whether each carrier has one of the computing threads, and somebody waits for one. */
        boolean areKeptFromOthers(int computing) {
            return computing == all && mounted >= all && queued > 0;
        }
    }

    /** What the tasks and the thread that is to stop them have in common. */
    private static final class Shared {
        private final AtomicInteger computingOnCarriers = new AtomicInteger();
        private volatile boolean stop;
        private volatile long stoppedAt;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        if (Image.RUNS) {
            // Its needs say so; said here too, an image leaves out what follows.
            throw new IllegalStateException(JvmNeeds.SCHEDULER_BEAN.title());
        }
        var bean = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int tasks = bean.getParallelism();
        long work = context.get(WORK);
        Shared shared = new Shared();
        Optional<Carriers> starved = Optional.empty();
        long due = System.nanoTime() + context.get(TIMEOUT).toNanos();
        Thread timer = Thread.ofVirtual().name("timer").start(() -> stop(context, shared));
        try (ExecutorService executor = context.make(WAYS).apply(tasks)) {
            try {
                // Its time must run before no carrier is left to begin with it.
                while (timer.getState() != Thread.State.TIMED_WAITING && timer.isAlive()) {
                    Thread.sleep(1);
                }
                List<Future<Long>> computed = new ArrayList<>();
                for (int i = 0; i < tasks; i++) {
                    computed.add(executor.submit(() -> compute(shared, work)));
                }
                context.event("has begun " + Count.of(tasks, "task") + ", one for each carrier");
                while (!computed.stream().allMatch(Future::isDone)) {
                    Carriers now = Carriers.read(bean);
                    if (System.nanoTime() - due > 0
                            && !shared.stop
                            && now.areKeptFromOthers(shared.computingOnCarriers.get())) {
                        starved = Optional.of(now);
                    }
                    Thread.sleep(1);
                }
                timer.join();
                long stopped = 0;
                for (Future<Long> each : computed) {
                    stopped += each.get() < work ? 1 : 0;
                }
                Carriers last = starved.orElseGet(() -> Carriers.read(bean));
                return (starved.isPresent() ? STARVED : IN_TIME)
                        .observed()
                        .with("carriers", last.all())
                        .with("mounted", last.mounted())
                        .with("queued", last.queued())
                        .with("tasksStopped", stopped)
                        .with("late", Durations.human((double) (shared.stoppedAt - due)));
            } finally {
                shared.stop = true;
                timer.interrupt();
                executor.shutdownNow();
            }
        }
    }

    private static void stop(RunContext context, Shared shared) {
        try {
            Thread.sleep(context.get(TIMEOUT));
            shared.stoppedAt = System.nanoTime();
            shared.stop = true;
            context.event("says that time is up");
        } catch (InterruptedException e) {
            // Whoever interrupted it no longer needs to be told.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @return how many million steps it has taken
     */
    private static long compute(Shared shared, long most) {
        boolean onCarrier = Thread.currentThread().isVirtual();
        if (onCarrier) {
            shared.computingOnCarriers.incrementAndGet();
        }
        long taken = 0;
        long value = 1;
        while (taken < most && !shared.stop && value != 0) {
            for (int i = 0; i < MILLION; i++) {
                value = value * 6364136223846793005L + 1442695040888963407L;
            }
            taken++;
        }
        if (onCarrier) {
            shared.computingOnCarriers.decrementAndGet();
        }
        return taken;
    }
}
