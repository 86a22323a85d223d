// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.spi.TandemException.Usage;
import java.util.Locale;

/**
 * What matters for a choice and cannot be measured.
 *
 * @param isolated whether a part that ends its process must leave the others alone
 * @param growth how many times as many parts there will be
 * @param machines how many machines are at hand, this one included
 */
public record Needs(boolean isolated, int growth, int machines) {

    public static final Needs NONE = new Needs(false, 1, 1);

    private static final int MOST_GROWTH = 1_000_000;
    private static final int MOST_MACHINES = 10_000;

    /** Values out of bounds are a {@link Usage}. */
    public Needs {
        check("the growth", growth, MOST_GROWTH);
        check("the number of machines", machines, MOST_MACHINES);
    }

    private static void check(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new Usage(
                    String.format(Locale.ROOT, "%s is from 1 to %,d, not %,d", what, most, value));
        }
    }
}
