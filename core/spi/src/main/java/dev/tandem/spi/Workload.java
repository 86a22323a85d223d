// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * An exhibit: a small concurrent program that is run, observed and graded by what was observed.
 *
 * <p>A workload has no state of its own: everything that a run needs is created in {@link #run}, so
 * that runs may follow one another, or be driven through every interleaving, in one process. It is
 * plain {@code java.util.concurrent} code.
 */
public interface Workload {

    /** What the workload is; a constant, cheap to ask for. */
    WorkloadSpec spec();

    /**
     * Runs the program once and says what was observed. Every thread, process and file that it
     * opens is ended before it returns, however it returns. Interruption of the calling thread
     * cancels the run: the method then ends promptly, with {@link InterruptedException} unless
     * there is an outcome to report.
     *
     * @throws Exception anything that goes wrong is reported as {@link Outcome.Failed}
     */
    Outcome run(RunContext context) throws Exception;
}
