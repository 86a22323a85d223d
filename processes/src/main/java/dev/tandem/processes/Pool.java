package dev.tandem.processes;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A pool of worker processes, and the death of its workers in the middle of their work. With
 * threads a crash takes everything along; with processes it takes one worker, and whoever handed
 * out the work can hand it out again.
 */
final class Pool implements Workload, WorkerBody {

    private static final Parameter<Integer> WORKERS =
            Parameter.integer("workers", 2, 1, 64, "how many processes");

    private static final Parameter<Integer> TASKS =
            Parameter.integer("tasks", 12, 2, 10_000, "how many calls");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.pool")
                    .title("A pool whose workers are killed")
                    .lesson(
                            """
                            Starting a process is dear, so one starts a few and gives them one task after the other. A worker can die \
                            at any moment. Its task is lost with it, unless somebody remembers what was handed out and not yet \
                            answered, and hands it out again: then every task has exactly one result. The price is that a task may be \
                            computed twice, so it had better have no effect beside its result.\
                            """)
                    .parameters(WORKERS, TASKS)
                    .flawed("once", "every task is handed out once", "lost")
                    .variant("again", "what a dead worker had not answered is handed out again")
                    .acceptable("complete", "every task has exactly one result, the right one")
                    .forbidden("lost", "a task has no result, because its worker was killed")
                    .forbidden("wrong", "a task has a result that is not its own")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        List<String> tasks = Functions.numbers(context.get(TASKS));
        var settings = ProcessPool.Settings.of(context.get(WORKERS)).queueing(tasks.size());
        if (context.isVariant("once")) {
            settings = settings.trying(1);
        }
        try (var pool =
                ProcessPool.open(context.workers(), WorkerRequest.of(SPEC.id()), settings)) {
            context.event(pool.processes().size() + " workers are ready");
            List<Future<String>> results = new ArrayList<>();
            for (String task : tasks) {
                results.add(pool.apply(task));
            }
            String first = results.getFirst().get();
            // Once a result is there and others are not, the workers are in the middle of their
            // work.
            List<ProcessHandle> victims = pool.processes();
            victims.forEach(ProcessHandle::destroyForcibly);
            context.event("kills " + victims.stream().map(ProcessHandle::pid).toList());
            int lost = 0;
            int wrong = 0;
            for (int i = 0; i < tasks.size(); i++) {
                try {
                    wrong += results.get(i).get().equals(Functions.factors(tasks.get(i))) ? 0 : 1;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof WorkerFailed)) {
                        throw e;
                    }
                    context.event("task " + tasks.get(i) + " was lost with its worker");
                    lost++;
                }
            }
            context.event(tasks.size() - lost + " of " + tasks.size() + " tasks have a result");
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("tasks", tasks.size());
            evidence.put("lost", lost);
            evidence.put("wrong", wrong);
            evidence.put("killed", victims.size());
            evidence.put("started", pool.started());
            evidence.put("firstResult", first);
            return new Outcome.Observed(
                    lost > 0 ? "lost" : wrong > 0 ? "wrong" : "complete", evidence);
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(
                context,
                arguments -> {
                    // Long enough to be killed in the middle of it.
                    Thread.sleep(20);
                    return Functions.factors(arguments.getFirst());
                });
    }
}
