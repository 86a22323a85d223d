// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Optional;

/**
 * A way to run the parts of a job: one thread, a pool, processes, a GPU. A model is one class; it
 * runs every job.
 */
public interface ExecutionModel {

    /** Lower case with hyphens: {@code fork-join}. */
    String id();

    String title();

    /** How the model runs a job, in one sentence. */
    String description();

    default Availability availability() {
        return Availability.available();
    }

    /** Whether the model can run this very job here. */
    default Availability availability(JobRun<?> job) {
        return availability();
    }

    /**
     * How the model would run this job, told without running anything; empty when it does not say.
     *
     * @param parallelism how many processors to plan for
     */
    default Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.empty();
    }

    /**
     * Starts what the model keeps between runs: a pool, worker processes, a compiled kernel. The
     * time that this takes is reported apart from the runs.
     *
     * @throws Exception what went wrong; nothing is left open then
     */
    Session open(JobRun<?> job, Resources resources) throws Exception;

    /**
     * A model that is ready to run one job, again and again. Used by one thread. After a run that
     * failed it can only be closed.
     */
    interface Session extends AutoCloseable {

        /**
         * Runs every part once and returns when all are done.
         *
         * @throws InterruptedException when interrupted; the parts under way have then ended
         * @throws Exception the failure of a part, after the others have ended
         */
        JobResult run(ProgressSink progress) throws Exception;

        /** Ends everything that {@link ExecutionModel#open} started, and waits for it. */
        @Override
        default void close() {}
    }
}
