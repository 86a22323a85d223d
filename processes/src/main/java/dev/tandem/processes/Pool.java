// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
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
import java.util.stream.Collectors;

/**
 * A pool of worker processes, and the death of its workers in the middle of their work. With
 * threads a crash takes everything along; with processes it takes one worker, and whoever handed
 * out the work can hand it out again. Look at {@code killed}, {@code started} and {@code lost}.
 *
 * <pre>{@code tandem run processes.pool --variant once}</pre>
 */
final class Pool implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Starting a process is dear, so one starts a few and gives them one task after the other.
            A worker can die at any moment. Its task is lost with it, unless somebody remembers what
            was handed out and not yet answered, and hands it out again: then every task has exactly
            one result. The price is that a task may be computed twice, so it had better have no
            effect beside its result.
            """;

    private static final Parameter<Integer> WORKERS =
            integer("workers", 2, 1, 64, "how many processes");
    private static final Parameter<Integer> TASKS =
            integer("tasks", 12, 2, 10_000, "how many calls");

    private static final Label COMPLETE =
            acceptable("complete", "every task has exactly one result, the right one");
    private static final Label LOST =
            forbidden("lost", "a task has no result, because its worker was killed");
    private static final Label WRONG =
            forbidden("wrong", "a task has a result that is not its own")
                    .unseen("a worker answers the calls in the order in which it gets them");

    /** How often a task is handed out before it is given up. */
    private static final Variants<Integer> ATTEMPTS =
            Variants.of(
                    flawed("once", "every task is handed out once", LOST, () -> 1),
                    sound(
                            "again",
                            "what a dead worker had not answered is handed out again",
                            () -> 5));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.pool", "A pool whose workers are killed", LESSON)
                    .with(WORKERS, TASKS)
                    .with(ATTEMPTS)
                    .with(COMPLETE, LOST, WRONG)
                    .teaches(Future.class)
                    .notes("Processes versus threads: start them early, and keep them in a pool")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        List<String> tasks = Functions.numbers(context.get(TASKS));
        var request = WorkerRequest.of(SPEC.id());
        var settings =
                ProcessPool.Settings.of(context.get(WORKERS))
                        .queueing(tasks.size())
                        .trying(context.make(ATTEMPTS));
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
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
            context.event(
                    "kills "
                            + victims.stream()
                                    .map(v -> "PID " + v.pid())
                                    .collect(Collectors.joining(", ")));
            int lost = 0;
            int wrong = 0;
            for (int i = 0; i < tasks.size(); i++) {
                String task = tasks.get(i);
                try {
                    wrong += results.get(i).get().equals(Functions.factors(task)) ? 0 : 1;
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof WorkerFailed)) {
                        throw e;
                    }
                    context.event("task " + task + " was lost with its worker");
                    lost++;
                }
            }
            context.event(
                    tasks.size()
                            - lost
                            + " of "
                            + Count.of(tasks.size(), "task")
                            + " have a result");
            return (lost > 0 ? LOST : wrong > 0 ? WRONG : COMPLETE)
                    .observed()
                    .with("tasks", tasks.size())
                    .with("lost", lost)
                    .with("wrong", wrong)
                    .with("killed", victims.size())
                    .with("started", pool.started())
                    .with("firstResult", first);
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
