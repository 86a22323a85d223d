// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Programs that tell what they have drawn. */
public final class Draws {

    private Draws() {}

    public static int local() {
        return ThreadLocalRandom.current().nextInt(1_000_000);
    }

    public static int random() {
        return new Random().nextInt(1_000_000);
    }

    public static int splittable() {
        return new SplittableRandom().nextInt(1_000_000);
    }

    public static double math() {
        return Math.random();
    }

    public static UUID uuid() {
        return UUID.randomUUID();
    }

    public static int strict() {
        return (int) (StrictMath.random() * 1_000_000);
    }

    public static int secure() {
        return new SecureRandom().nextInt(1_000_000);
    }

    public static int strong() throws NoSuchAlgorithmException {
        return SecureRandom.getInstanceStrong().nextInt(1_000_000);
    }

    public static int generator() {
        return RandomGenerator.getDefault().nextInt(1_000_000);
    }

    public static int named() {
        return RandomGenerator.of("Xoshiro256PlusPlus").nextInt(1_000_000);
    }

    public static int made() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create().nextInt(1_000_000);
    }

    public static int byReference() {
        Supplier<Random> source = Random::new;
        return source.get().nextInt(1_000_000);
    }

    public static int secureByReference() {
        Supplier<Random> source = SecureRandom::new;
        return source.get().nextInt(1_000_000);
    }

    public static int seeded() {
        return new Random(7).nextInt(1_000_000);
    }
}
