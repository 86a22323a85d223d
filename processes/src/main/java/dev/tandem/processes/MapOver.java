// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.processes.pool.TaskFailed;
import dev.tandem.spi.Count;
import dev.tandem.spi.Durations;
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
import java.util.List;

/**
 * The same function over many arguments, the results in the order of the arguments whoever was
 * ready first. Look at what a number costs when each goes in a message of its own.
 *
 * <pre>{@code tandem run processes.map --variant single}</pre>
 */
final class MapOver implements Workload, WorkerBody {

    private static final String LESSON =
            """
            map splits the arguments into chunks, hands each to a free worker and puts the results
            together in the order of the arguments. The chunk decides what it costs: one argument a
            message and the message costs more than the work, all arguments in one and only one
            worker works. An exception in a worker comes out of map at home, and says where in the
            worker it was thrown.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 2000, 1, 1_000_000, "how many numbers are factored");
    private static final Parameter<Integer> CHUNK =
            integer("chunk", 100, 1, 100_000, "how many numbers go to a worker in one message");

    private static final Label ORDERED =
            acceptable("ordered", "result i is that of argument i, for every i");
    private static final Label FAILED_REMOTELY =
            acceptable("failed-remotely", "map threw what the worker had thrown, and said where");
    private static final Label DISORDERED =
            forbidden("disordered", "a result stands in the wrong place")
                    .unseen("each message's results are kept with its arguments");
    private static final Label SWALLOWED =
            forbidden("swallowed", "the worker's exception was lost, or does not say where it was")
                    .unseen("the worker sends what a call throws, stack trace and all");

    /** What is mapped over. */
    private interface Use {
        Outcome.Observed of(RunContext context, ProcessPool pool)
                throws InterruptedException, TaskFailed;
    }

    private static final Variants<Use> WAYS =
            Variants.of(
                    sound(
                            "chunked",
                            "several numbers in one message",
                            () -> (context, pool) -> map(context, pool, context.get(CHUNK))),
                    sound(
                            "single",
                            "one number in a message",
                            () -> (context, pool) -> map(context, pool, 1)),
                    sound("failing", "one of the arguments is not a number", () -> MapOver::fail));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.map", "Map: one function, many arguments", LESSON)
                    .with(NUMBERS, CHUNK)
                    .with(WAYS)
                    .with(ORDERED, FAILED_REMOTELY, DISORDERED, SWALLOWED)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        var request = WorkerRequest.of(SPEC.id());
        var settings = ProcessPool.Settings.of(2);
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
            return context.make(WAYS).of(context, pool);
        }
    }

    private static Outcome.Observed map(RunContext context, ProcessPool pool, int chunk)
            throws InterruptedException, TaskFailed {
        List<String> numbers = Functions.numbers(context.get(NUMBERS));
        int count = numbers.size();
        context.event("maps " + Count.of(count, "number") + ", " + chunk + " in a message");
        long start = System.nanoTime();
        List<String> results = pool.map(numbers, chunk);
        double nanos = (double) System.nanoTime() - start;
        context.event("the last number is " + results.getLast());
        List<String> expected = numbers.stream().map(Functions::factors).toList();
        return (results.equals(expected) ? ORDERED : DISORDERED)
                .observed()
                .with("numbers", count)
                .with("messages", Math.ceilDiv(count, chunk))
                .with("perNumber", Durations.human(nanos / count));
    }

    private static Outcome.Observed fail(RunContext context, ProcessPool pool)
            throws InterruptedException {
        try {
            pool.map(List.of("6", "seven", "8"), 1);
            return SWALLOWED.observed();
        } catch (TaskFailed e) {
            context.event("map threw: " + e.getMessage());
            String place =
                    e.remoteTrace()
                            .lines()
                            .filter(line -> line.contains("Functions.factors"))
                            .findFirst()
                            .orElse("");
            return (place.isEmpty() ? SWALLOWED : FAILED_REMOTELY)
                    .observed()
                    .with("message", String.valueOf(e.getMessage()))
                    .with("thrownInTheWorker", place.strip());
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, arguments -> Functions.factors(arguments.getFirst()));
    }
}
