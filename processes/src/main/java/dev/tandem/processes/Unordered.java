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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results as they come: nobody waits for the slowest but the end. */
final class Unordered implements Workload, WorkerBody {

    private static final Parameter<Integer> TASKS =
            Parameter.integer("tasks", 8, 2, 1000, "how many tasks, the first of them slow");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.unordered")
                    .title("Results as they come")
                    .lesson(
                            """
                            When the results need no order, take each as soon as it is there: the first task here takes as long as \
                            all the others together, and its result, which map would wait for before it shows anything, comes last.\
                            """)
                    .parameters(TASKS)
                    .acceptable(
                            "as-completed",
                            "the slow task was submitted first and its result came after quicker ones")
                    .interesting(
                            "in-order", "the results came in the order of the tasks, by chance")
                    .forbidden("incomplete", "a result is missing or came twice")
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
                        .mapToObj(i -> i == 0 ? 10 * tasks : 10)
                        .map(String::valueOf)
                        .toList();
        try (var pool =
                ProcessPool.open(
                        context.workers(),
                        WorkerRequest.of(SPEC.id()),
                        ProcessPool.Settings.of(2))) {
            List<Integer> order = new ArrayList<>();
            pool.unordered(
                    millis,
                    (index, result) -> {
                        context.event("result of task " + index);
                        order.add(index);
                    });
            List<Integer> sorted = order.stream().sorted().toList();
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("tasks", tasks);
            evidence.put("order", order);
            String label;
            if (!sorted.equals(IntStream.range(0, tasks).boxed().toList())) {
                label = "incomplete";
            } else {
                label = order.equals(sorted) ? "in-order" : "as-completed";
            }
            return new Outcome.Observed(label, evidence);
        }
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
