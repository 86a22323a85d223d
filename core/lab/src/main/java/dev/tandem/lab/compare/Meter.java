// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

/** Measures what runs use of the machine, outside of their timing. */
@FunctionalInterface
interface Meter {

    Meter NONE = () -> () -> Usage.UNKNOWN;

    /** Begins before a run. */
    Reading begin();

    /** A measurement under way. */
    @FunctionalInterface
    interface Reading {
        /** Ends after the run. */
        Usage end();
    }
}
