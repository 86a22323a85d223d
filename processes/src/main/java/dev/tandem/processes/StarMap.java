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
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** A function of several arguments over many of their combinations. */
final class StarMap implements Workload, WorkerBody {

    private static final Parameter<Integer> CALLS =
            Parameter.integer("calls", 200, 1, 100_000, "how many calls");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.starmap")
                    .title("Map with several arguments")
                    .lesson(
                            """
                            starmap spreads each tuple of arguments over the parameters of the function, here base, exponent and \
                            modulus. Arguments and results cross the border between processes as bytes: whatever a worker is to know \
                            must be written down for it, and what cannot be written down, such as a lock or an open file, cannot be \
                            handed over.\
                            """)
                    .parameters(CALLS)
                    .acceptable(
                            "computed",
                            "every result is the one that the same function gives at home")
                    .forbidden("wrong", "a result differs")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        RandomGenerator random = context.random(0);
        List<List<String>> tuples =
                Stream.generate(() ->
                                List.of(
                                        Integer.toString(random.nextInt(1 << 20)),
                                        Integer.toString(random.nextInt(1 << 20)),
                                        Integer.toString(1 + random.nextInt(1 << 20))))
                        .limit(context.get(CALLS))
                        .toList();
        try (var pool =
                ProcessPool.open(
                        context.workers(),
                        WorkerRequest.of(SPEC.id()),
                        ProcessPool.Settings.of(2))) {
            context.event(
                    "calls the function with "
                            + tuples.getFirst()
                            + " and "
                            + (tuples.size() - 1)
                            + " more");
            List<String> results = pool.starmap(tuples, 10);
            context.event("the first result is " + results.getFirst());
            List<String> expected = tuples.stream().map(Functions::powerModulo).toList();
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("calls", tuples.size());
            evidence.put("firstArguments", tuples.getFirst());
            evidence.put("firstResult", results.getFirst());
            return new Outcome.Observed(results.equals(expected) ? "computed" : "wrong", evidence);
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, Functions::powerModulo);
    }
}
