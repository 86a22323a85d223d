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
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A function of several arguments over many of their combinations. Look at what goes to a worker:
 * three numbers, written down.
 *
 * <pre>{@code tandem run processes.starmap}</pre>
 */
final class StarMap implements Workload, WorkerBody {

    private static final String LESSON =
            """
            starmap spreads each tuple of arguments over the parameters of the function, here base,
            exponent and modulus. Arguments and results cross the border between processes as bytes:
            whatever a worker is to know must be written down for it, and what cannot be written
            down, such as a lock or an open file, cannot be handed over.
            """;

    private static final Parameter<Integer> CALLS =
            integer("calls", 200, 1, 100_000, "how many calls");

    private static final Label COMPUTED =
            acceptable("computed", "every result is the one that the function gives at home");
    private static final Label WRONG =
            forbidden("wrong", "a result differs")
                    .unseen("the function depends on its arguments alone");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.starmap", "Map with several arguments", LESSON)
                    .with(CALLS)
                    .with(COMPUTED, WRONG)
                    .build();

    private static final int CHUNK = 10;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, TaskFailed {
        RandomGenerator random = context.random(0);
        List<List<String>> tuples =
                Stream.generate(() -> tuple(random)).limit(context.get(CALLS)).toList();
        var request = WorkerRequest.of(SPEC.id());
        var settings = ProcessPool.Settings.of(2);
        try (var pool = ProcessPool.open(context.workers(), request, settings)) {
            context.event("the arguments of the first call are " + tuples.getFirst());
            List<String> results = pool.starmap(tuples, CHUNK);
            context.event("its result is " + results.getFirst());
            List<String> expected = tuples.stream().map(Functions::powerModulo).toList();
            return (results.equals(expected) ? COMPUTED : WRONG)
                    .observed()
                    .with("calls", tuples.size())
                    .with("firstArguments", tuples.getFirst())
                    .with("firstResult", results.getFirst());
        }
    }

    private static List<String> tuple(RandomGenerator random) {
        return IntStream.range(0, 3)
                .mapToObj(i -> Integer.toString(1 + random.nextInt(1 << 20)))
                .toList();
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        PoolWorker.serve(context, Functions::powerModulo);
    }
}
