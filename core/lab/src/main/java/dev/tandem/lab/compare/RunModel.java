// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.time.Duration;
import java.util.List;

/**
 * A workload as something to be measured: a job of one part, a run, that can be run in one way
 * alone. Of each run that time counts which {@code run} tells, from the start of the workload until
 * its threads have ended. A run that ends otherwise than a correct program may has no time.
 */
public final class RunModel implements ExecutionModel {

    private static final String ID = "run";

    /** How much longer a run waits than all of them may take: that time is up first. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Runner runner;
    private final RunRequest run;

    private RunModel(Runner runner, RunRequest run) {
        this.runner = runner;
        this.run = run;
    }

    /**
     * A request that measures a workload.
     *
     * @param timeout how long all runs together may take
     */
    public static ComparisonRequest request(
            Runner runner, RunRequest run, Rounds rounds, Duration timeout, int parallelism) {
        return new ComparisonRequest(
                new RunJob(run),
                run.parameters(),
                run.seed(),
                new RunModel(runner, run.within(timeout.plus(MARGIN))),
                List.of(),
                false,
                rounds,
                timeout,
                parallelism);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "A run";
    }

    @Override
    public String description() {
        return "Runs a workload, as the command of that name does.";
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        return new RunSession();
    }

    private final class RunSession implements SelfTimed {

        private long lastNanos;

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            RunReport report = runner.run(run, event -> {});
            if (report.ending() != Ending.COMPLETED) {
                throw new InterruptedException();
            }
            switch (report.outcome()) {
                case Outcome.Unavailable(String reason, String remedy) ->
                        throw new TandemException.Missing(reason, remedy);
                case Outcome.Failed(Exception error) -> throw error;
                case Outcome.Failed(Error error) -> throw error;
                case Outcome.Failed(Throwable error) -> throw new IllegalStateException(error);
                case Outcome.Observed observed when !report.isPass() ->
                        throw new UnexpectedOutcome(run, observed.label());
                case Outcome.Observed observed -> {}
            }
            lastNanos = report.nanos();
            progress.advanced(1);
            return new JobResult(new long[1]);
        }

        @Override
        public long lastNanos() {
            return lastNanos;
        }
    }

    /** A run has ended as no correct program may, so that its time means nothing. */
    public static final class UnexpectedOutcome extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private UnexpectedOutcome(RunRequest run, String label) {
            super(
                    "a run of "
                            + run.workload().spec().id()
                            + ", variant "
                            + run.variant().id()
                            + ", ended in "
                            + label
                            + ", which a correct program does not; its time means nothing");
        }
    }

    /** What is told of the workload in the place of a job. */
    private record RunJob(RunRequest run) implements Job<Long> {

        @Override
        public JobSpec spec() {
            var spec = run.workload().spec();
            return new JobSpec(
                    spec.id(),
                    spec.title(),
                    spec.lesson(),
                    Bound.IO,
                    spec.parameters(),
                    spec.needs());
        }

        @Override
        public Work<Long> open(Parameters parameters, long seed) {
            return new Work<>() {
                @Override
                public int size() {
                    return 1;
                }

                @Override
                public Long part(int index) {
                    throw new IllegalStateException("a workload is run, not computed in parts");
                }

                @Override
                public long digest(Long result) {
                    return result;
                }

                @Override
                public Parameters parameters() {
                    return parameters;
                }
            };
        }
    }
}
