// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.ProgressSink;

/**
 * Told how a comparison gets on; every method returns at once. {@link #advanced} is called from any
 * thread.
 */
public interface ComparisonWatcher extends ProgressSink {

    ComparisonWatcher NONE =
            new ComparisonWatcher() {
                @Override
                public void begins(Turn turn) {}

                @Override
                public void advanced(int parts) {}
            };

    /** What a run is for. */
    enum Phase {
        CHECKING,
        WARMING_UP,
        MEASURING
    }

    /**
     * A run of a model.
     *
     * @param done how many runs of this phase were made before
     * @param total how many there will be in all; 0 when nobody knows
     * @param parts how many parts it has
     */
    record Turn(Phase phase, String model, int done, int total, int parts) {}

    /** A run begins; its parts are counted from here. */
    void begins(Turn turn);
}
