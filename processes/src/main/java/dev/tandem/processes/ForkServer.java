package dev.tandem.processes;

import dev.tandem.processes.posix.Posix;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Durations;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A small process that has started once and forks a copy of itself whenever a worker is asked for.
 * The copy is warm: its program is loaded and its data is there. And it is clean: the server's
 * other thread does nothing but read a pipe, so at the moment of the fork no lock is held that
 * nobody would ever release in the copy.
 */
final class ForkServer implements Workload, WorkerBody {

    private static final Parameter<Integer> WORKERS =
            Parameter.integer("workers", 10, 1, 1000, "how many workers are started in each way");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.forkserver")
                    .title("A server that forks")
                    .lesson(
                            """
                            Spawning is safe and slow: each worker loads the program anew. Forking a large program with many threads \
                            is quick and unsafe: the copy has one thread, and the locks that the others held stay locked for ever. \
                            A fork server has the best of both: a small, quiet process is spawned once, and forks the workers.\
                            """)
                    .parameters(WORKERS)
                    .acceptable(
                            "served",
                            "every worker was a child of the server, answered, and was reaped with its exit status")
                    .interesting(
                            "slow",
                            "the same, but a forked worker was not ready sooner than a spawned one")
                    .forbidden(
                            "broken",
                            "a worker was not the server's child, did not answer or did not end as it should")
                    .build();

    private static final int CODE = 5;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        if (Posix.availability()
                instanceof Availability.Unavailable(String reason, String remedy)) {
            context.event("cannot fork here: " + reason);
            return Outcome.unavailable(reason, remedy);
        }
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
        double ratio = (double) median(forked) / median(spawned);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("workers", count);
        evidence.put("spawnedReadyAfter", Durations.human((double) median(spawned)));
        evidence.put("forkedReadyAfter", Durations.human((double) median(forked)));
        evidence.put("plainForkThereAfter", Durations.human((double) median(plain)));
        evidence.put("ratio", Math.round(ratio * 1000) / 1000.0);
        return new Outcome.Observed(!right ? "broken" : ratio < 1 ? "served" : "slow", evidence);
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * The server's side. The copies have its pipes too: what they send is what it sends, as long as
     * it is short.
     */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        for (Optional<String> m = context.receiveText(); m.isPresent(); m = context.receiveText()) {
            int worker =
                    Posix.fork(() -> {
                        context.send("ready " + Posix.pid() + " of " + Posix.parentPid());
                        return CODE;
                    });
            context.send("ended " + Posix.waitFor(worker));
        }
    }
}
