// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Results as they come: nobody waits for the slowest but the end. Look at where task 0 stands in
 * the order.
 *
 * <pre>{@code tandem run processes.unordered}</pre>
 */
final class Unordered implements Workload, WorkerBody {

    private static final String LESSON =
            """
            When the results need no order, take each as soon as it is there: the first task here
            takes as long as all the others together, and its result, which map would wait for
            before it shows anything, comes last.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 8, 2, 1000, "how many tasks, the first of them slow");

    private static final Label AS_COMPLETED =
            acceptable("as-completed", "the slow task came first, its result after quicker ones");
    private static final Label IN_ORDER =
            interesting("in-order", "the results came in the order of the tasks, by chance")
                    .unseen("the first task takes as long as all others together");
    private static final Label INCOMPLETE =
            forbidden("incomplete", "a result is missing or came twice")
                    .unseen("the pool hands on each result once, and returns after the last");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.unordered", "Results as they come", LESSON)
                    .with(TASKS)
                    .with(AS_COMPLETED, IN_ORDER, INCOMPLETE)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        int tasks = context.get(TASKS);
        List<String> millis =
                IntStream.range(0, tasks)
                        .mapToObj(i -> Integer.toString(i == 0 ? 10 * tasks : 10))
                        .toList();
        var request = WorkerRequest.of(SPEC.id());
        var settings = ProcessPool.Settings.of(2);
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
            List<Integer> order = new ArrayList<>();
            pool.unordered(
                    millis,
                    (index, result) -> {
                        context.event("result of task " + index);
                        order.add(index);
                    });
            return label(tasks, order).observed().with("tasks", tasks).with("order", order);
        }
    }

    private static Label label(int tasks, List<Integer> order) {
        List<Integer> sorted = order.stream().sorted().toList();
        if (!sorted.equals(IntStream.range(0, tasks).boxed().toList())) {
            return INCOMPLETE;
        }
        return order.equals(sorted) ? IN_ORDER : AS_COMPLETED;
    }

    /** The worker's side: takes as long as it is told. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(
                context,
                arguments -> {
                    Thread.sleep(Long.parseLong(arguments.getFirst()));
                    return "slept";
                });
    }
}
