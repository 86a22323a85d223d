// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * Ten threads of the operating system, ten virtual threads and ten processes, each timed from the
 * first start until the last one runs its first statement. Look at the orders of magnitude between
 * them: hence pools of threads and of processes, and hence none of virtual threads.
 *
 * <p>The processes are workers of tandem: on a JVM each starts a JVM of its own, as a native
 * executable each starts that.
 *
 * <pre>{@code tandem run threads.creation -p count=100}</pre>
 */
final class Creation implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A virtual thread is an object, a platform thread is a stack and an entry in the kernel,
            a process is an address space and a program that has to begin at its beginning. Who
            starts one for each piece of work should know what it costs beside the work; a pool
            pays it once.
            """;

    private static final Parameter<Integer> COUNT =
            integer("count", 10, 1, 100, "how many of each kind are started");

    private static final Duration WORK = Duration.ofSeconds(2);

    private static final Label ALL_RAN =
            acceptable("all-ran", "each one ran, under an identity of its own");
    private static final Label ONE_MISSING =
            forbidden("one-missing", "one did not run, or had the identity of another")
                    .unseen("the JVM and the kernel give every one its own");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.creation", "The cost of threads and of processes", LESSON)
                    .with(COUNT)
                    .with(ALL_RAN, ONE_MISSING)
                    .teaches(Thread.class, ProcessHandle.class, CountDownLatch.class)
                    .notes("Creating processes versus threads")
                    .build();

    /**
     * What was started.
     *
     * @param ids as each has seen its own
     * @param nanos from the first start until the last one ran
     */
    private record Started(String kind, Set<Long> ids, long nanos) {

        Started tell(RunContext context) {
            String time = Durations.human((double) nanos);
            context.event(
                    String.format(
                            Locale.ROOT,
                            "has started %d of the kind %s in %s",
                            ids.size(),
                            kind,
                            time));
            return this;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int count = context.get(COUNT);
        // The first of a kind loads classes and starts what all others use.
        threads("platform thread", Crew.named("warm-up-"), count, () -> {});
        threads("virtual thread", Crew.virtual("warm-up-"), count, () -> {});
        Crew.Task work = () -> context.pause(WORK);
        List<Started> all =
                List.of(
                        threads("virtual thread", Crew.virtual("virtual-"), count, work)
                                .tell(context),
                        threads("platform thread", Crew.named("platform-"), count, work)
                                .tell(context),
                        processes(context, count).tell(context));
        boolean allRan = all.stream().allMatch(started -> started.ids().size() == count);
        return (allRan ? ALL_RAN : ONE_MISSING)
                .observed()
                .with("ofEach", count)
                .with("costs", table(all, count));
    }

    private static Started threads(String kind, Crew crew, int count, Crew.Task work)
            throws Exception {
        CountDownLatch running = new CountDownLatch(count);
        long[] ids = new long[count];
        try (crew) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                int index = i;
                crew.start(() -> {
                    ids[index] = Thread.currentThread().threadId();
                    running.countDown();
                    work.run();
                });
            }
            running.await();
            long nanos = System.nanoTime() - start;
            crew.join();
            Set<Long> distinct = new HashSet<>();
            for (long id : ids) {
                distinct.add(id);
            }
            return new Started(kind, distinct, nanos);
        }
    }

    private static Started processes(RunContext context, int count) throws InterruptedException {
        List<Worker> workers = new ArrayList<>();
        try {
            Set<Long> ids = new HashSet<>();
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                workers.add(context.workers().start(WorkerRequest.of(SPEC.id())));
            }
            for (Worker worker : workers) {
                worker.receiveText().map(Long::valueOf).ifPresent(ids::add);
            }
            long nanos = System.nanoTime() - start;
            context.pause(WORK);
            return new Started("process", ids, nanos);
        } finally {
            workers.forEach(Worker::close);
        }
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        context.send(Long.toString(ProcessHandle.current().pid()));
        context.receive();
    }

    private static Table table(List<Started> all, int count) {
        List<List<Object>> rows = new ArrayList<>();
        double cheapest = all.getFirst().nanos();
        for (Started started : all) {
            rows.add(
                    List.of(
                            started.kind(),
                            Durations.human((double) started.nanos()),
                            Durations.human((double) started.nanos() / count),
                            Math.round(started.nanos() / cheapest)));
        }
        return new Table(List.of("kind", "all", "each", "times the first"), rows);
    }
}
