// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.processes.posix.Child;
import dev.tandem.processes.posix.Posix;
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
import java.util.Arrays;

/**
 * A small process that has started once and forks a copy of itself whenever a worker is asked for.
 * The copy is warm: its program is loaded and its data is there. And it is clean: the server's
 * other thread does nothing but read a pipe, so at the moment of the fork no lock is held that
 * nobody would ever release in the copy. Look at the ratio of the two times.
 *
 * <pre>{@code tandem run processes.forkserver}</pre>
 */
final class ForkServer implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Spawning is safe and slow: each worker loads the program anew. Forking a large program
            with many threads is quick and unsafe: the copy has one thread, and the locks that the
            others held stay locked for ever. A fork server has the best of both: a small, quiet
            process is spawned once, and forks the workers.
            """;

    private static final Parameter<Integer> WORKERS =
            integer("workers", 10, 1, 1000, "how many workers are started in each way");

    private static final Label SERVED =
            acceptable("served", "every worker was the server's child, answered and was reaped");
    private static final Label SLOW =
            interesting("slow", "the same, but forking was not quicker than spawning");
    private static final Label BROKEN =
            forbidden("broken", "a worker was not the server's, did not answer or ended wrongly")
                    .unseen("the server waits for each worker before it forks the next");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.forkserver", "A server that forks", LESSON)
                    .with(WORKERS)
                    .with(SERVED, SLOW, BROKEN)
                    .needs(Posix.FORK)
                    .build();

    private static final int CODE = 5;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int count = context.get(WORKERS);
        long[] spawned = new long[count];
        long[] forked = new long[count];
        long[] plain = new long[count];
        boolean right = true;
        try (Worker server = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            context.event("the fork server is PID " + server.pid());
            for (int i = 0; i < count; i++) {
                // Taken in turns, so that whatever slows the machine down slows both down.
                long start = System.nanoTime();
                try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id()))) {
                    spawned[i] = System.nanoTime() - start;
                    worker.endInput();
                    worker.waitFor();
                }
                start = System.nanoTime();
                server.send("fork");
                String said = server.receiveText().orElse("");
                forked[i] = System.nanoTime() - start;
                String ended = server.receiveText().orElse("");
                right &=
                        said.startsWith("ready ")
                                && said.endsWith(" of " + server.pid())
                                && ended.equals("ended " + CODE);
                plain[i] = Posix.nanosToForkHere();
                context.event("a forked worker said: " + said + "; the server: " + ended);
            }
        }
        double ratio = median(forked) / median(spawned);
        return (!right ? BROKEN : ratio < 1 ? SERVED : SLOW)
                .observed()
                .with("workers", count)
                .with("spawnedReadyAfter", Durations.human(median(spawned)))
                .with("forkedReadyAfter", Durations.human(median(forked)))
                .with("plainForkThereAfter", Durations.human(median(plain)))
                .with("ratio", Math.round(ratio * 1000) / 1000.0);
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return (double) sorted[sorted.length / 2];
    }

    /**
     * The server's side. The copies have its pipes too: what they send is what it sends, as long as
     * it is short.
     */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        Messages.each(context::receiveText, request -> serve(context));
    }

    private static void serve(WorkerContext context) {
        try (Child worker = Posix.fork(() -> answer(context))) {
            context.send("ended " + worker.waitFor());
        }
    }

    private static int answer(WorkerContext context) {
        context.send("ready " + Posix.pid() + " of " + Posix.parentPid());
        return CODE;
    }
}
