// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.Arrays;

/** Programs of which the explorer has different things to say. */
public final class Own {

    private Own() {}

    public static void sound() {}

    public static void flawed() {
        throw new IllegalStateException("on purpose");
    }

    public static void uncontrolled() {
        Arrays.parallelPrefix(new int[] {2, 1}, Integer::sum);
    }

    public static void misrewritten() {
        throw new IllegalAccessError("tried to access dev.tandem.explore.inside.Gate");
    }
}
