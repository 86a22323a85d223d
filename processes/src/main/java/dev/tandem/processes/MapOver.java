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

/**
 * The same function over many arguments, the results in the order of the arguments whoever was
 * ready first.
 */
final class MapOver implements Workload, WorkerBody {

    private static final Parameter<Integer> NUMBERS =
            Parameter.integer("numbers", 2000, 1, 1_000_000, "how many numbers are factored");

    private static final Parameter<Integer> CHUNK =
            Parameter.integer(
                    "chunk", 100, 1, 100_000, "how many numbers go to a worker in one message");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.map")
                    .title("Map: one function, many arguments")
                    .lesson(
                            """
                            map splits the arguments into chunks, hands each to a free worker and puts the results together in the \
                            order of the arguments. The chunk decides what it costs: one argument a message and the message costs \
                            more than the work, all arguments in one and only one worker works. An exception in a worker comes out of \
                            map at home, and says where in the worker it was thrown.\
                            """)
                    .parameters(NUMBERS, CHUNK)
                    .variant("chunked", "several numbers in one message")
                    .variant("single", "one number in a message")
                    .variant("failing", "one of the arguments is not a number")
                    .acceptable("ordered", "result i is that of argument i, for every i")
                    .acceptable(
                            "failed-remotely",
                            "map threw what the worker had thrown, with the stack trace of the worker")
                    .forbidden("disordered", "a result stands in the wrong place")
                    .forbidden(
                            "swallowed",
                            "the worker's exception was lost, or does not say where it was thrown")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        List<String> numbers = Functions.numbers(context.get(NUMBERS));
        int chunk = context.isVariant("single") ? 1 : context.get(CHUNK);
        try (var pool =
                ProcessPool.open(
                        context.workers(),
                        WorkerRequest.of(SPEC.id()),
                        ProcessPool.Settings.of(2))) {
            if (context.isVariant("failing")) {
                return fail(context, pool);
            }
            context.event("maps " + numbers.size() + " numbers, " + chunk + " in a message");
            long start = System.nanoTime();
            List<String> results = pool.map(numbers, chunk);
            long nanos = System.nanoTime() - start;
            List<String> expected = numbers.stream().map(Functions::factors).toList();
            context.event("the last number is " + results.getLast());
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("numbers", numbers.size());
            evidence.put("messages", (numbers.size() + chunk - 1) / chunk);
            evidence.put("microsANumber", Math.round(nanos / 100.0 / numbers.size()) / 10.0);
            return new Outcome.Observed(
                    results.equals(expected) ? "ordered" : "disordered", evidence);
        }
    }

    private static Outcome fail(RunContext context, ProcessPool pool) throws InterruptedException {
        try {
            pool.map(List.of("6", "seven", "8"), 1);
            return Outcome.observed("swallowed");
        } catch (TaskFailed e) {
            context.event("map threw: " + e.getMessage());
            String where =
                    e.remoteTrace()
                            .lines()
                            .filter(line -> line.contains("Functions.factors"))
                            .findFirst()
                            .orElse("");
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("message", String.valueOf(e.getMessage()));
            evidence.put("thrownInTheWorker", where.strip());
            return new Outcome.Observed(
                    where.isEmpty() ? "swallowed" : "failed-remotely", evidence);
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, arguments -> Functions.factors(arguments.getFirst()));
    }
}
