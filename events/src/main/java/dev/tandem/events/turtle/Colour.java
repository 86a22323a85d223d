// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import java.util.Locale;

/** What a pen can draw in; the names are those that SVG knows. */
public enum Colour {
    BLACK,
    RED,
    GREEN,
    BLUE,
    ORANGE,
    PURPLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
