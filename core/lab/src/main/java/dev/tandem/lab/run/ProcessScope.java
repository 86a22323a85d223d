// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Event;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workers;
import java.util.List;

/** The processes of one run. */
public interface ProcessScope {

    /** Opens the scope of one run; its workers' events go to the sink. */
    @FunctionalInterface
    interface Source {
        ProcessScope open(Event.Sink sink);
    }

    Workers workers();

    /**
     * Makes the run in a worker process of its own, within the request's timeout.
     *
     * @throws InterruptedException when interrupted while waiting; the process is then gone
     */
    Outcome runIsolated(RunRequest request) throws InterruptedException;

    /**
     * Ends every process that the scope or any descendant of it has started, and reaps it.
     *
     * @return those that should have been gone already, such as {@code 4711 sleep 60}; empty when
     *     the run was tidy
     */
    List<String> end();
}
