// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.model;

import dev.tandem.processes.pool.PoolWorker;
import dev.tandem.processes.pool.ProcessPool;
import dev.tandem.processes.pool.TaskFailed;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A pool of worker processes. Each opens the same job from its id, its parameters and its seed;
 * chunks of parts go out as two numbers, and the digests of their results come back. Nothing is
 * shared, so nothing is contended for: neither locks nor memory nor a collector.
 */
public final class ProcessesModel implements ExecutionModel, WorkerBody {

    private static final String ID = "processes";

    /**
     * A process for each processor when the job computes. One that waits wants more; a process is
     * too dear for many.
     */
    private static final int PROCESSES_FOR_WAITING = 8;

    private static final int CHUNKS_A_PROCESS = 32;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Worker processes";
    }

    @Override
    public String description() {
        return "Hands chunks of parts to a pool of worker processes, one for each processor, "
                + PROCESSES_FOR_WAITING
                + " when the job waits.";
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.PROCESSES, processes(job, parallelism)));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) throws InterruptedException {
        int size = processes(job, resources.parallelism());
        List<String> arguments = new ArrayList<>(List.of(job.id(), Long.toString(job.seed())));
        job.work()
                .parameters()
                .asText()
                .forEach((name, value) -> arguments.add(name + "=" + value));
        var pool =
                ProcessPool.open(
                        resources.workers(),
                        WorkerRequest.of(ID, arguments.toArray(String[]::new)),
                        // Attempts are for workers that are killed; a job that kills its workers is
                        // not tried for ever.
                        ProcessPool.Settings.of(size).trying(3));
        return new PoolSession(pool, Chunk.split(job.size(), size * CHUNKS_A_PROCESS), job.size());
    }

    private static int processes(JobRun<?> job, int parallelism) {
        boolean waits = job.spec().bound() == Bound.IO;
        return Math.min(job.size(), waits ? PROCESSES_FOR_WAITING : parallelism);
    }

    private record PoolSession(ProcessPool pool, List<Chunk> chunks, int size) implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws InterruptedException, TaskFailed {
            long[] digests = new long[size];
            pool.unordered(
                    chunks.stream().map(chunk -> chunk.from() + " " + chunk.to()).toList(),
                    (index, result) -> {
                        Chunk chunk = chunks.get(index);
                        String[] texts = result.split(" ", -1);
                        for (int i = 0; i < chunk.size(); i++) {
                            digests[chunk.from() + i] =
                                    Long.parseLong(texts[i], Character.MAX_RADIX);
                        }
                        progress.advanced(chunk.size());
                    });
            return new JobResult(digests);
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** The worker's side. */
    @Override
    public void work(WorkerContext context) throws Exception {
        List<String> arguments = context.arguments();
        Job<?> job = context.job(arguments.get(0));
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String argument : arguments.subList(2, arguments.size())) {
            int equals = argument.indexOf('=');
            parameters.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try (Work<?> work =
                job.open(
                        Parameters.of(job.spec().parameters(), parameters),
                        Long.parseLong(arguments.get(1)))) {
            PoolWorker.serve(context, chunk -> digests(work, chunk.getFirst()));
        }
    }

    private static String digests(Work<?> work, String bounds) throws Exception {
        String[] numbers = bounds.split(" ", -1);
        var digests = new StringJoiner(" ");
        for (int part = Integer.parseInt(numbers[0]); part < Integer.parseInt(numbers[1]); part++) {
            digests.add(Long.toString(work.digestOf(part), Character.MAX_RADIX));
        }
        return digests.toString();
    }
}
