// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.processes.pool.TaskFailed;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workers that are replaced by fresh ones after a number of calls, before what they leak adds up.
 * Look at {@code callsByPid}: no process makes more than the limit.
 *
 * <pre>{@code tandem run processes.recycle -p limit=1}</pre>
 */
final class Recycle implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A worker that lives long collects what its tasks leave behind: memory, files, odd
            states. The system takes all of it back when the process ends. A pool that replaces each
            worker after some tasks trades the cost of a start now and then for workers that are
            always nearly new.
            """;

    private static final Parameter<Integer> CALLS = integer("calls", 12, 1, 1000, "how many calls");
    private static final Parameter<Integer> LIMIT =
            integer("limit", 4, 1, 1000, "after how many calls a worker is replaced");

    private static final Label RECYCLED =
            acceptable("recycled", "no worker made more calls than the limit, and all were made");
    private static final Label OVERUSED =
            forbidden("overused", "a worker made more calls than the limit")
                    .unseen("the pool retires a worker when its calls are used up");
    private static final Label INCOMPLETE =
            forbidden("incomplete", "a call was not made")
                    .unseen("a call that a worker takes along is made again");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.recycle", "Workers with a limited life", LESSON)
                    .with(CALLS, LIMIT)
                    .with(RECYCLED, OVERUSED, INCOMPLETE)
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
        var request = WorkerRequest.of(SPEC.id());
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
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
            return (overused ? OVERUSED : made == calls.size() ? RECYCLED : INCOMPLETE)
                    .observed()
                    .with("calls", made)
                    .with("callsByPid", callsByPid)
                    .with("started", pool.started());
        }
    }

    /** The worker's side: tells who it is. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, arguments -> Long.toString(ProcessHandle.current().pid()));
    }
}
