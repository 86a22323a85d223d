// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.util.function.BooleanSupplier;

/** Tells what lasts from what is so for a moment, as far as that can be seen from outside. */
public final class Lasting {

    /** What is seen so often in a row, a millisecond apart, is taken to last. */
    private static final int LOOKS = 20;

    private Lasting() {}

    /** Whether something is so each time that one looks. */
    public static boolean isSeen(BooleanSupplier something) throws InterruptedException {
        for (int i = 0; i < LOOKS; i++) {
            if (!something.getAsBoolean()) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }
}
