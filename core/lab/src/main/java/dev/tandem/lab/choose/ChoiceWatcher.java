// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.ComparisonWatcher;

/** Told how a choice gets on; every method returns at once. */
public interface ChoiceWatcher extends ComparisonWatcher {

    ChoiceWatcher NONE =
            new ChoiceWatcher() {
                @Override
                public void surveys(String what) {}

                @Override
                public void begins(Turn turn) {}

                @Override
                public void advanced(int parts) {}
            };

    /** Something is measured before the models are compared, such as {@code with 4 threads}. */
    void surveys(String what);
}
