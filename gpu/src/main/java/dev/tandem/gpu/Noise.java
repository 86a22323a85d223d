// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.util.SplittableRandom;

/** Random input, the same for the same seed in every process. */
final class Noise {

    private Noise() {}

    /**
     * Whole numbers of at most twelve bits, as fractions of 4,096: what is added or multiplied once
     * needs no rounding in a float, so that no device can differ.
     */
    static float[] fractions(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(1 << 12) / 4096f;
        }
        return values;
    }

    /** Whole numbers from 0 up to a bound. */
    static int[] numbers(int count, int bound, long seed) {
        var random = new SplittableRandom(seed);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(bound);
        }
        return values;
    }
}
