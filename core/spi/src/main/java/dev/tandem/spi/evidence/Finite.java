// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

/** Refuses numbers that have no place on an axis. */
final class Finite {

    private Finite() {}

    static void check(String what, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(what + " is " + number + ", which is not finite");
        }
    }
}
