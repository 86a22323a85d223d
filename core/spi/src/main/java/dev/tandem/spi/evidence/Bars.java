// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar for each of several values of one unit, in the order in which they are to be shown.
 *
 * @param unit of every value, such as {@code ms}; empty for plain numbers
 */
public record Bars(String unit, List<Bar> bars) implements Picture {

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * @param value finite; it may be negative
     */
    public record Bar(String label, double value) {
        public Bar {
            Finite.check("the value of the bar " + label, value);
        }
    }

    /** No bars yet. */
    public static Bars of(String unit) {
        return new Bars(unit, List.of());
    }

    /** The same with one more bar. */
    public Bars with(String label, double value) {
        List<Bar> more = new ArrayList<>(bars);
        more.add(new Bar(label, value));
        return new Bars(unit, more);
    }
}
