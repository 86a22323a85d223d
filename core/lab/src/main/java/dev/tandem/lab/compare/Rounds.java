// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.TandemException;
import java.time.Duration;
import java.util.Locale;

/** How many rounds a comparison takes. */
public sealed interface Rounds {

    /** No comparison takes more. */
    int MOST = 1000;

    /** What has ended the rounds of a comparison that was completed. */
    enum Limit {
        /** As many as were asked for, or {@link #MOST}. */
        ROUNDS,
        /** The median of every model was known well enough. */
        WITHIN,
        /** The time for measuring was up. */
        TIME
    }

    /**
     * So many.
     *
     * @param number from 1 to {@link #MOST}; any other is a {@link TandemException.Usage}
     */
    record Exactly(int number) implements Rounds {
        public Exactly {
            if (number < 1 || number > MOST) {
                throw new TandemException.Usage(
                        String.format(
                                Locale.ROOT,
                                "a comparison takes from 1 to %,d rounds, not %,d",
                                MOST,
                                number));
            }
        }
    }

    /**
     * As many as are needed to know the median of every model, and at least those without which
     * nothing can be concluded.
     *
     * @param share how far from the median an end of its interval may be, such as 0.02; one that is
     *     not between 0 and 1 is a {@link TandemException.Usage}, as a time that is nothing
     * @param timeLimit after which no further round begins; checking and warming up do not count
     */
    record UntilWithin(double share, Duration timeLimit) implements Rounds {

        public static final UntilWithin DEFAULT = new UntilWithin(0.02, Duration.ofSeconds(30));

        public UntilWithin {
            if (!(share > 0 && share < 1)) {
                throw new TandemException.Usage(
                        "an interval ends between nothing and the whole median away from it, such as 2%");
            }
            if (!timeLimit.isPositive()) {
                throw new TandemException.Usage("a time limit is longer than nothing, such as 30s");
            }
        }
    }
}
