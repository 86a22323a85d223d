// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.launch.WorkerRole;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Durations;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The child's side of a timing: makes one run in a process that was started for it, and tells how
 * it ended, how long it took and what this process has used since its own start.
 */
public final class TimedRun implements WorkerRole {

    private static final String ID = "time";
    private static final String UNKNOWN = "unknown";

    /**
     * What is to be run.
     *
     * @param id of a workload or a job
     * @param way the variant of a workload, the model of a job
     */
    public record What(
            String executable,
            String id,
            String way,
            Map<String, String> parameters,
            long seed,
            Duration timeout) {

        /**
         * @param classPath where the class of a job of one's own is found; empty for any other
         */
        WorkerRequest request(Launch form, String classPath) {
            List<String> arguments = new ArrayList<>();
            arguments.addAll(List.of(executable, id, way, Long.toString(seed)));
            arguments.add(Durations.format(timeout));
            parameters.forEach((name, value) -> arguments.add(name + "=" + value));
            return WorkerRequest.of(ID, arguments.toArray(String[]::new))
                    .as(form)
                    .untold()
                    .with(classPath);
        }

        private static What parse(List<String> arguments) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String argument : arguments.subList(5, arguments.size())) {
                int equals = argument.indexOf('=');
                parameters.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
            return new What(
                    arguments.get(0),
                    arguments.get(1),
                    arguments.get(2),
                    parameters,
                    Long.parseLong(arguments.get(3)),
                    Durations.parse(arguments.get(4)));
        }
    }

    /**
     * How the run ended.
     *
     * @param outcome in a word or a sentence
     */
    record End(Verdict verdict, String outcome, long nanos) {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public void work(WorkerContext context) throws Exception {
        What what = What.parse(context.arguments());
        var catalogue = Catalogue.discover(List.of(new SequentialModel()));
        End end;
        try {
            end =
                    catalogue.findWorkload(what.id()).isPresent()
                            ? run(what, catalogue)
                            : inTime(what, () -> compute(what, catalogue, context));
        } catch (TandemException.Usage e) {
            end = new End(Verdict.MISUSED, String.valueOf(e.getMessage()), 0);
        } catch (TandemException.Missing e) {
            end = new End(Verdict.UNAVAILABLE, String.valueOf(e.getMessage()), 0);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            end = new End(Verdict.FAILED, text(e), 0);
        }
        Optional<ResourceUsage> usage = ResourceUsage.ofThisProcess();
        context.send(end.verdict().name());
        context.send(end.outcome());
        context.send(Long.toString(end.nanos()));
        context.send(usage.map(ResourceUsage::written).orElse(UNKNOWN));
    }

    /** What {@link #work} sends last, as it was. */
    static Optional<ResourceUsage> usage(String text) {
        return text.equals(UNKNOWN) ? Optional.empty() : Optional.of(ResourceUsage.parse(text));
    }

    private static End run(What what, Catalogue catalogue) {
        var runner = new Runner(new Launcher(what.executable(), Launch.AUTO));
        RunReport report =
                runner.runHere(
                        RunRequest.of(
                                        catalogue.workload(what.id()),
                                        Optional.of(what.way()),
                                        what.parameters(),
                                        what.seed())
                                .within(what.timeout()),
                        event -> {});
        return switch (report.ending()) {
            case TIMED_OUT, CANCELLED ->
                    new End(Verdict.TIMED_OUT, "its time was up", report.nanos());
            case COMPLETED ->
                    switch (report.outcome()) {
                        case Outcome.Observed observed ->
                                new End(
                                        report.isPass() ? Verdict.ENDED : Verdict.UNEXPECTED,
                                        observed.label(),
                                        report.nanos());
                        case Outcome.Unavailable(String reason, String remedy) ->
                                new End(Verdict.UNAVAILABLE, reason + "; " + remedy, 0);
                        case Outcome.Failed failed ->
                                new End(Verdict.FAILED, text(failed.error()), report.nanos());
                    };
        };
    }

    private static String text(Throwable e) {
        return TandemException.told(e).replaceAll("\\s+", " ");
    }

    /** Code that ignores its interruption ends with this process. */
    private static End inTime(What what, Callable<End> computation) throws Exception {
        var task = new FutureTask<>(computation);
        Thread thread = Thread.ofPlatform().daemon().name("timed").start(task);
        try {
            return task.get(what.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return new End(Verdict.TIMED_OUT, "its time was up", what.timeout().toNanos());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static End compute(What what, Catalogue catalogue, WorkerContext context)
            throws Exception {
        return compute(context.job(what.id()), what, catalogue, context);
    }

    private static <R> End compute(
            Job<R> job, What what, Catalogue catalogue, WorkerContext context) throws Exception {
        var parameters = Parameters.of(job.spec().parameters(), what.parameters());
        int processors = Runtime.getRuntime().availableProcessors();
        try (Work<R> work = job.open(parameters, what.seed());
                Session session =
                        catalogue
                                .model(what.way())
                                .open(
                                        new JobRun<>(job.spec(), what.seed(), work),
                                        new Resources(processors, context.workers()))) {
            long start = System.nanoTime();
            int results = session.run(parts -> {}).digests().length;
            long nanos = System.nanoTime() - start;
            return new End(Verdict.ENDED, results + " parts", nanos);
        }
    }
}
