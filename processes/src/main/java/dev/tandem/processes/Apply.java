// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Single calls to a pool. The caller gets a future at once and goes on; when callers are faster
 * than workers, a bounded queue makes them wait instead of filling the memory; and a call that is
 * no longer wanted can be cancelled, even in the middle. Look at {@code mostWaiting}, which the
 * capacity bounds however many calls there are.
 *
 * <pre>{@code tandem run processes.apply --variant cancel}</pre>
 */
final class Apply implements Workload, WorkerBody {

    private static final String LESSON =
            """
            apply hands a call to the pool and returns a future. The queue before the workers is
            bounded: whoever submits faster than the workers work waits for a place, which is
            back-pressure. And unlike a thread, a process can be ended from outside, so cancelling
            a call that runs really stops it: its worker is killed and another takes the place.
            """;

    private static final Parameter<Integer> CALLS =
            integer("calls", 20, 1, 10_000, "how many calls");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 4, 1, 1000, "how many calls may wait for a worker");

    private static final Label ANSWERED =
            acceptable(
                    "answered", "every call has its result, and no more waited than may at a time");
    private static final Label CANCELLED =
            acceptable("cancelled", "its worker was killed, and the pool went on with another");
    private static final Label OVERFULL =
            forbidden("overfull", "more calls waited than the queue holds")
                    .unseen("the queue makes whoever submits wait for a place");
    private static final Label WRONG =
            forbidden("wrong", "a call has the wrong result")
                    .unseen("a worker answers the calls in the order in which it gets them");
    private static final Label STILL_RUNNING =
            forbidden("still-running", "the worker of the cancelled call went on")
                    .unseen("no process survives SIGKILL");

    /** What is done with a pool. */
    private interface Use {
        Outcome.Observed of(RunContext context, ProcessPool pool)
                throws InterruptedException, ExecutionException;
    }

    private record Way(int workers, Use use) {}

    private static final Variants<Way> WAYS =
            Variants.of(
                    sound(
                            "apply",
                            "many calls through a short queue",
                            () -> new Way(2, Apply::apply)),
                    sound(
                            "cancel",
                            "a call that would never end is cancelled",
                            () -> new Way(1, Apply::cancel)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of(
                            "processes.apply",
                            "Calls to a pool: results, back-pressure, cancelling",
                            LESSON)
                    .with(CALLS, CAPACITY)
                    .with(WAYS)
                    .with(ANSWERED, CANCELLED, OVERFULL, WRONG, STILL_RUNNING)
                    .teaches(Future.class)
                    .build();

    private static final String FOREVER = "forever";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Way way = context.make(WAYS);
        var settings = ProcessPool.Settings.of(way.workers()).queueing(context.get(CAPACITY));
        var request = WorkerRequest.of(SPEC.id());
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
            context.event("the pool is open");
            return way.use().of(context, pool);
        }
    }

    private static Outcome.Observed apply(RunContext context, ProcessPool pool)
            throws InterruptedException, ExecutionException {
        int capacity = context.get(CAPACITY);
        List<String> arguments = Functions.numbers(context.get(CALLS));
        List<Future<String>> results = new ArrayList<>();
        int mostWaiting = 0;
        long start = System.nanoTime();
        for (String argument : arguments) {
            results.add(pool.apply(argument));
            mostWaiting = Math.max(mostWaiting, pool.waiting());
        }
        long submitting = System.nanoTime() - start;
        context.event("has submitted all calls; waiting at a time: at most " + mostWaiting);
        int wrong = 0;
        for (int i = 0; i < arguments.size(); i++) {
            wrong += results.get(i).get().equals(Functions.factors(arguments.get(i))) ? 0 : 1;
        }
        long all = System.nanoTime() - start;
        return (wrong > 0 ? WRONG : mostWaiting > capacity ? OVERFULL : ANSWERED)
                .observed()
                .with("calls", arguments.size())
                .with("wrong", wrong)
                .with("capacity", capacity)
                .with("mostWaiting", mostWaiting)
                .with("shareOfTimeSubmitting", Math.round(100.0 * submitting / all) / 100.0);
    }

    private static Outcome.Observed cancel(RunContext context, ProcessPool pool)
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
        long next = onlyWorker(pool).pid();
        context.event("the pool's new worker, PID " + next + ", has the answer " + result);
        return (!ended ? STILL_RUNNING : result.equals("7*13") ? CANCELLED : WRONG)
                .observed()
                .with("cancelled", endless.isCancelled())
                .with("itsWorkerEnded", ended)
                .with("started", pool.started())
                .with("nextResult", result);
    }

    /** The worker of a pool of one, which has none for the moment in which it is replaced. */
    private static ProcessHandle onlyWorker(ProcessPool pool) throws InterruptedException {
        List<ProcessHandle> workers = pool.processes();
        while (workers.isEmpty()) {
            Thread.sleep(1);
            workers = pool.processes();
        }
        return workers.getFirst();
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
