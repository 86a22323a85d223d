package dev.tandem.processes;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.ProcessStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A daemon child: it lives to serve its parent, and when that ends it has nothing to live for. The
 * kernel knows no such thing; the child arranges it, by listening to a pipe whose other end is the
 * parent's alone.
 */
final class DaemonChild implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.daemon")
                    .title("A child that ends with its parent")
                    .lesson(
                            """
                            When a process ends, its children live on. A daemon child is one that does not want to: it holds the \
                            reading end of a pipe, the parent the only writing end, and when the parent ends, in whatever way, the \
                            kernel closes that and the child reads the end of its input. This works even when the parent is killed \
                            with SIGKILL and can tidy up nothing any more.\
                            """)
                    .variant("returns", "the parent ends of itself")
                    .variant("killed", "the parent is killed with SIGKILL")
                    .acceptable(
                            "ended-with-parent",
                            "within a second of its parent's end the daemon had ended too")
                    .forbidden(
                            "outlived-parent",
                            "the daemon was still alive a second after its parent's end")
                    .build();

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        if (!ProcessStatus.isReadable()) {
            context.event("cannot look at processes here");
            return Outcome.unavailable(
                    "this system has no /proc to look at processes", "run it on Linux");
        }
        try (Worker parent = context.workers().start(WorkerRequest.of(SPEC.id(), "parent"))) {
            long daemon = Long.parseLong(parent.receiveText().orElseThrow());
            context.event("PID " + parent.pid() + " has a daemon child, PID " + daemon);
            boolean aliveBefore = Watch.isAlive(daemon);
            if (context.isVariant("killed")) {
                parent.process().destroyForcibly();
            } else {
                parent.endInput();
            }
            int code = parent.waitFor();
            long start = System.nanoTime();
            boolean ended = Watch.until(() -> !Watch.isAlive(daemon), LIMIT);
            long nanos = System.nanoTime() - start;
            context.event(
                    "the parent ended with "
                            + code
                            + ", the daemon "
                            + (ended
                                    ? "followed after " + Durations.human((double) nanos)
                                    : "lives on"));
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("parentExitCode", code);
            evidence.put("daemonAliveBefore", aliveBefore);
            evidence.put("daemonAliveAfter", !ended);
            evidence.put("followedAfter", Durations.human((double) nanos));
            return new Outcome.Observed(
                    aliveBefore && ended ? "ended-with-parent" : "outlived-parent", evidence);
        }
    }

    /** Both the parent and, below it, the daemon. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        if (context.arguments().getFirst().equals("daemon")) {
            // All that it does: it waits for its parent to say something, or to be gone.
            context.receive();
            return;
        }
        try (Worker daemon = context.workers().start(WorkerRequest.of(SPEC.id(), "daemon"))) {
            context.send(Long.toString(daemon.pid()));
            context.receive();
        }
    }
}
