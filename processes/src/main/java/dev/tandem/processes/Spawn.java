package dev.tandem.processes;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Starts another executable afresh and relays what it does. A spawned process gets nothing of its
 * parent's data: it begins with a new program and an empty heap, and everything that it needs must
 * be handed to it.
 */
final class Spawn implements Workload {

    private static final Parameter<String> CHAPTER =
            Parameter.text("chapter", "threads", "the chapter whose executable is started");

    private static final Parameter<String> WORKLOAD =
            Parameter.text("workload", "threads.states", "the workload that it runs there");

    private static final Parameter<Integer> COUNT =
            Parameter.integer(
                    "count", 3, 1, 100, "how many processes are started, one after the other");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.spawn")
                    .title("Spawn: start a fresh process")
                    .lesson(
                            """
                            Spawning starts a program in a new process. Nothing is inherited but the environment and the pipes that \
                            the parent lays, so it works everywhere and carries no surprises over from the parent, and it costs what \
                            starting the program costs: a hundred times a thread for a native executable, and again as much for a \
                            JVM. What the child does reaches the parent as messages only.\
                            """)
                    .parameters(CHAPTER, WORKLOAD, COUNT)
                    .acceptable(
                            "relayed",
                            "every child told what it did, said its outcome and ended with exit code 0")
                    .forbidden(
                            "silent", "a child ended without an outcome or with another exit code")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int count = context.get(COUNT);
        long[] toReady = new long[count];
        Map<String, Object> evidence = new LinkedHashMap<>();
        boolean allSpoke = true;
        for (int i = 0; i < count; i++) {
            context.event("starts " + context.get(WORKLOAD) + " in a process of its own");
            // Every executable of tandem can run one of its workloads for another: that is the id
            // "run".
            var request = WorkerRequest.of("run", context.get(WORKLOAD)).in(context.get(CHAPTER));
            long start = System.nanoTime();
            try (Worker child = context.workers().start(request)) {
                toReady[i] = System.nanoTime() - start;
                context.event(
                        "PID "
                                + child.pid()
                                + " is ready after "
                                + Durations.human((double) toReady[i]));
                String outcome = child.receiveText().orElse("nothing");
                // The outcome's evidence follows, of which nothing is wanted here.
                Optional<byte[]> more = child.receive();
                while (more.isPresent()) {
                    more = child.receive();
                }
                int code = child.waitFor();
                context.event(
                        "PID "
                                + child.pid()
                                + " has "
                                + outcome
                                + " and ended with exit code "
                                + code);
                allSpoke &= code == 0 && outcome.startsWith("observed ");
                evidence.put(
                        "executable",
                        child.process().info().command().orElse(child.command().getFirst()));
                evidence.put("outcome", outcome);
                evidence.put("exitCode", code);
            } catch (TandemException.Missing e) {
                return Outcome.unavailable(
                        String.valueOf(e.getMessage()),
                        "or choose another chapter: -p chapter=processes");
            }
        }
        Arrays.sort(toReady);
        evidence.put("processes", count);
        evidence.put("millisToReady", Math.round(toReady[count / 2] / 1e5) / 10.0);
        return new Outcome.Observed(allSpoke ? "relayed" : "silent", evidence);
    }
}
