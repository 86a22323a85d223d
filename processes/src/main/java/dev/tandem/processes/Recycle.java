package dev.tandem.processes;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.processes.pool.TaskFailed;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workers that are replaced by fresh ones after a number of calls, before what they leak adds up.
 */
final class Recycle implements Workload, WorkerBody {

    private static final Parameter<Integer> CALLS =
            Parameter.integer("calls", 12, 1, 1000, "how many calls");

    private static final Parameter<Integer> LIMIT =
            Parameter.integer("limit", 4, 1, 1000, "after how many calls a worker is replaced");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.recycle")
                    .title("Workers with a limited life")
                    .lesson(
                            """
                            A worker that lives long collects what its tasks leave behind: memory, files, odd states. The system takes \
                            all of it back when the process ends. A pool that replaces each worker after some tasks trades the cost \
                            of a start now and then for workers that are always nearly new.\
                            """)
                    .parameters(CALLS, LIMIT)
                    .acceptable(
                            "recycled",
                            "no worker made more calls than the limit, and all calls were made")
                    .forbidden("overused", "a worker made more calls than the limit")
                    .forbidden("incomplete", "a call was not made")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        int limit = context.get(LIMIT);
        List<String> calls = Functions.numbers(context.get(CALLS));
        var settings = ProcessPool.Settings.of(1).recyclingAfter(limit);
        try (var pool =
                ProcessPool.open(context.workers(), WorkerRequest.of(SPEC.id()), settings)) {
            Map<String, Integer> callsByPid = new TreeMap<>();
            pool.unordered(
                    calls,
                    (index, pid) -> {
                        if (callsByPid.merge(pid, 1, Integer::sum) == 1) {
                            context.event("call " + index + " is the first of PID " + pid);
                        }
                    });
            int made = callsByPid.values().stream().mapToInt(Integer::intValue).sum();
            boolean overused = callsByPid.values().stream().anyMatch(count -> count > limit);
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("calls", made);
            evidence.put("callsByPid", callsByPid);
            evidence.put("started", pool.started());
            return new Outcome.Observed(
                    overused ? "overused" : made == calls.size() ? "recycled" : "incomplete",
                    evidence);
        }
    }

    /** The worker's side: tells who it is. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, arguments -> Long.toString(ProcessHandle.current().pid()));
    }
}
