// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;

/** Parts that are done at once: what a run takes is what the model takes for itself. */
record IdleWork(int size, Parameters parameters) implements Work<Integer> {

    @Override
    public Integer part(int index) {
        return index;
    }

    @Override
    public long digest(Integer result) {
        return result;
    }
}
