// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

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

    public static int seeded() {
        return new Random(7).nextInt(1_000_000);
    }
}
