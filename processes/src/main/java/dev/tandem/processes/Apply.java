package dev.tandem.processes;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
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
 * Single calls to a pool. The caller gets a future at once and goes on; when callers are faster
 * than workers, a bounded queue makes them wait instead of filling the memory; and a call that is
 * no longer wanted can be cancelled, even in the middle.
 */
final class Apply implements Workload, WorkerBody {

    private static final Parameter<Integer> CALLS =
            Parameter.integer("calls", 20, 1, 10_000, "how many calls");

    private static final Parameter<Integer> CAPACITY =
            Parameter.integer("capacity", 4, 1, 1000, "how many calls may wait for a worker");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.apply")
                    .title("Calls to a pool: results, back-pressure, cancelling")
                    .lesson(
                            """
                            apply hands a call to the pool and returns a future. The queue before the workers is bounded: whoever \
                            submits faster than the workers work waits for a place, which is back-pressure. And unlike a thread, a \
                            process can be ended from outside, so cancelling a call that runs really stops it: its worker is killed \
                            and another takes the place.\
                            """)
                    .parameters(CALLS, CAPACITY)
                    .variant("apply", "many calls through a short queue")
                    .variant("cancel", "a call that would never end is cancelled")
                    .acceptable(
                            "answered",
                            "every call has its result, and never did more wait than the queue holds")
                    .acceptable(
                            "cancelled",
                            "the worker of the cancelled call was killed, and the pool went on with another")
                    .forbidden("overfull", "more calls waited than the queue holds")
                    .forbidden("wrong", "a call has the wrong result")
                    .forbidden("still-running", "the worker of the cancelled call went on")
                    .build();

    private static final String FOREVER = "forever";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        int capacity = context.get(CAPACITY);
        boolean cancelling = context.isVariant("cancel");
        var settings = ProcessPool.Settings.of(cancelling ? 1 : 2).queueing(capacity);
        try (var pool =
                ProcessPool.open(context.workers(), WorkerRequest.of(SPEC.id()), settings)) {
            context.event("the pool is open");
            return cancelling ? cancel(context, pool) : apply(context, pool, capacity);
        }
    }

    private static Outcome apply(RunContext context, ProcessPool pool, int capacity)
            throws InterruptedException, ExecutionException {
        List<String> arguments = Functions.numbers(context.get(CALLS));
        List<Future<String>> results = new ArrayList<>();
        int mostWaiting = 0;
        long start = System.nanoTime();
        for (String argument : arguments) {
            results.add(pool.apply(argument));
            mostWaiting = Math.max(mostWaiting, pool.waiting());
        }
        long submitting = System.nanoTime() - start;
        context.event(
                "has submitted "
                        + arguments.size()
                        + " calls, of which at most "
                        + mostWaiting
                        + " waited");
        int wrong = 0;
        for (int i = 0; i < arguments.size(); i++) {
            wrong += results.get(i).get().equals(Functions.factors(arguments.get(i))) ? 0 : 1;
        }
        long all = System.nanoTime() - start;
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("calls", arguments.size());
        evidence.put("wrong", wrong);
        evidence.put("capacity", capacity);
        evidence.put("mostWaiting", mostWaiting);
        evidence.put("shareOfTimeSubmitting", Math.round(100.0 * submitting / all) / 100.0);
        return new Outcome.Observed(
                wrong > 0 ? "wrong" : mostWaiting > capacity ? "overfull" : "answered", evidence);
    }

    private static Outcome cancel(RunContext context, ProcessPool pool)
            throws InterruptedException, ExecutionException {
        ProcessHandle worker = onlyWorker(pool);
        Future<String> endless = pool.apply(FOREVER);
        while (pool.waiting() > 0) {
            Thread.sleep(1);
        }
        context.event("PID " + worker.pid() + " works on a call that never ends");
        endless.cancel(true);
        context.event("cancels it");
        // The only place in the pool is free again, or this would wait for ever.
        String result = pool.apply("91").get();
        boolean ended = worker.onExit().isDone() || !worker.isAlive();
        context.event(
                "the pool has a new worker, PID "
                        + onlyWorker(pool).pid()
                        + ", and the answer "
                        + result);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("cancelled", endless.isCancelled());
        evidence.put("itsWorkerEnded", ended);
        evidence.put("started", pool.started());
        evidence.put("nextResult", result);
        return new Outcome.Observed(
                !ended ? "still-running" : result.equals("7*13") ? "cancelled" : "wrong", evidence);
    }

    /** The worker of a pool of one, which has none for the moment in which it is replaced. */
    private static ProcessHandle onlyWorker(ProcessPool pool) throws InterruptedException {
        while (true) {
            List<ProcessHandle> workers = pool.processes();
            if (!workers.isEmpty()) {
                return workers.getFirst();
            }
            Thread.sleep(1);
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(
                context,
                arguments -> {
                    while (arguments.getFirst().equals(FOREVER)) {
                        Thread.onSpinWait();
                    }
                    return Functions.factors(arguments.getFirst());
                });
    }
}
