// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import dev.tandem.spi.os.Needs;
import dev.tandem.spi.os.ProcessStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * How many threads are there? Three answers, before, while and after platform threads live, and
 * then virtual ones too: look at which answer counts which.
 *
 * <p>The kernel's number is higher from the beginning, by the threads of the Java runtime, and may
 * differ by one or two from moment to moment, since the runtime starts and ends threads of its own.
 *
 * <pre>{@code tandem run threads.active -p threads=100}</pre>
 */
final class Active implements Workload {

    private static final String LESSON =
            """
            Thread.activeCount() counts the live platform threads of the caller's group, not those
            of the program, and no virtual threads. The kernel counts all that it schedules: the
            platform threads, those of the Java runtime, and the few threads that carry the virtual
            ones. Who has to know how many threads there are for a task keeps them: what one has
            started, one can count.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 10, 1, 1_000, "how many threads of each kind are started");

    private static final Label PLATFORM_ALONE =
            acceptable("platform-alone", "the count of the group is that of its platform threads");
    private static final Label MISCOUNTED =
            forbidden("miscounted", "the count of the group is not that of its platform threads")
                    .unseen("the threads are held while they are counted");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.active", "How many threads are active", LESSON)
                    .with(THREADS)
                    .with(PLATFORM_ALONE, MISCOUNTED)
                    .needs(Needs.PROC)
                    .teaches(Thread.class, ThreadGroup.class)
                    .notes("Getting the total number of active threads")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int threads = context.get(THREADS);
        List<Count> counts = new ArrayList<>();
        CountDownLatch enough = new CountDownLatch(1);
        try (Crew platform = Crew.named("platform-");
                Crew virtual = Crew.virtual("virtual-")) {
            List<Crew> crews = List.of(platform, virtual);
            counts.add(count(context, "before", crews));
            hold(platform, threads, enough);
            counts.add(count(context, threads + " platform threads", crews));
            hold(virtual, threads, enough);
            counts.add(count(context, "and " + threads + " virtual threads", crews));
            enough.countDown();
            platform.join();
            virtual.join();
            counts.add(count(context, "after", crews));
        }
        int before = counts.getFirst().active;
        List<Integer> expected = List.of(before, before + threads, before + threads, before);
        boolean asExpected = counts.stream().map(Count::active).toList().equals(expected);
        return (asExpected ? PLATFORM_ALONE : MISCOUNTED).observed().with("counts", table(counts));
    }

    /**
     * @param active what {@link Thread#activeCount} says
     * @param kernel of the whole process
     * @param kept those that the run has started and that live
     */
    private record Count(String when, int active, int kernel, long kept) {}

    /** Starts threads that live until there has been enough counting. */
    private static void hold(Crew crew, int threads, CountDownLatch enough)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            crew.start(() -> {
                begun.countDown();
                enough.await();
            });
        }
        begun.await();
    }

    private static Count count(RunContext context, String when, List<Crew> crews)
            throws InterruptedException {
        long kept =
                crews.stream()
                        .flatMap(crew -> crew.threads().stream())
                        .filter(Thread::isAlive)
                        .count();
        int kernel =
                ProcessStatus.of(ProcessHandle.current().pid())
                        .map(ProcessStatus::threads)
                        .orElseThrow();
        Count count = new Count(when, Thread.activeCount(), kernel, kept);
        context.event("counts " + when + ": active " + count.active + ", kernel " + kernel);
        context.pause(Duration.ofSeconds(1));
        return count;
    }

    private static Table table(List<Count> counts) {
        List<List<Object>> rows = new ArrayList<>();
        for (Count count : counts) {
            rows.add(List.of(count.when, count.active, count.kernel, count.kept));
        }
        return new Table(List.of("when", "activeCount()", "kernel", "kept by the run"), rows);
    }
}
