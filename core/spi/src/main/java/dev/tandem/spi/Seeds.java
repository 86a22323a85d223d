// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Streams of random numbers that are independent of each other, however close their seeds and
 * numbers are: the one place of the project that turns a seed and the number of a stream into a
 * generator.
 *
 * <p>A {@link SplittableRandom} steps through its states by a constant, so two of them whose states
 * differ by a small multiple of that constant give the same numbers, shifted. Here both words are
 * mixed twice by a finaliser of 64 bits (Stafford's thirteenth variant of the one of MurmurHash3),
 * which leaves no relation between the states of neighbours.
 */
public final class Seeds {

    /** Keeps seed and stream apart: without it (1, 2) and (2, 1) would be the same. */
    private static final long STREAM = 0xD1B54A32D192ED03L;

    private Seeds() {}

    /** The numbers of a stream, which depend on the seed and the stream's number alone. */
    public static RandomGenerator stream(long seed, long stream) {
        return new SplittableRandom(mix(seed, stream));
    }

    /** A seed of its own for each stream of a seed. */
    public static long mix(long seed, long stream) {
        return finalise(finalise(seed) + finalise(stream ^ STREAM));
    }

    private static long finalise(long word) {
        long z = word + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
