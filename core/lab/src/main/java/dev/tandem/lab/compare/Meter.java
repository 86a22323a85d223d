// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Measures what is used of the machine, outside of the timing of runs. */
interface Meter {

    Meter NONE =
            new Meter() {
                @Override
                public Reading begin(Supplier<List<Long>> workers) {
                    return () -> Usage.UNKNOWN;
                }

                @Override
                public Watch watchOthers() {
                    return OptionalDouble::empty;
                }
            };

    /**
     * Begins before a run.
     *
     * @param workers the worker processes that belong to the model at the time
     */
    Reading begin(Supplier<List<Long>> workers);

    /** Begins to watch what other programs use. */
    Watch watchOthers();

    /** The smallest difference of processor times that is told, in nanoseconds. */
    default long cpuResolutionNanos() {
        return 1;
    }

    /** A measurement of a run under way. */
    @FunctionalInterface
    interface Reading {
        /** Ends after the run. */
        Usage end();
    }

    /** A measurement of the machine under way. */
    @FunctionalInterface
    interface Watch {
        /**
         * The share of the time of all processors that others have used since the beginning; empty
         * where the system does not tell, or has counted too little.
         */
        OptionalDouble share();
    }
}
