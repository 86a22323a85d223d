// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Event;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of a run.
 *
 * @param expectation the declaration of the observed outcome; empty when nothing was observed
 * @param events in the order of their time
 * @param startNanos {@link System#nanoTime()} when the run began
 * @param nanos how long it took
 */
public record RunReport(
        RunRequest request,
        Ending ending,
        Outcome outcome,
        Optional<Label> expectation,
        List<Event> events,
        long startNanos,
        long nanos) {

    /** How a run came to its end. */
    public enum Ending {
        /** Of itself. */
        COMPLETED,
        /** Cancelled because its time was up. */
        TIMED_OUT,
        /** Cancelled from outside. */
        CANCELLED
    }

    /** Whether the run came to an outcome that a correct program may have. */
    public boolean isPass() {
        return ending == Ending.COMPLETED && expectation.map(e -> e.grade().isPass()).orElse(false);
    }
}
