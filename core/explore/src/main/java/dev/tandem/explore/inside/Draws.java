// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.SecureRandomSpi;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Stands in for {@link SecureRandom}, whose numbers a program under exploration must get again in
 * every execution: they are drawn from the seed, as those of all other generators without one.
 */
@SuppressWarnings("unused") // the parameters are those of the methods they stand in for
public final class Draws extends SecureRandom {
    private static final long serialVersionUID = 1L;

    public Draws() {
        super(new Source(new Random(Gate.seed())), null);
    }

    /** What is given is no seed of the program's own: it adds to what there is. */
    public Draws(byte[] seed) {
        this();
    }

    public static SecureRandom getInstance(String algorithm) {
        return new Draws();
    }

    public static SecureRandom getInstance(String algorithm, SecureRandomParameters parameters) {
        return new Draws();
    }

    public static SecureRandom getInstance(String algorithm, String provider) {
        return new Draws();
    }

    public static SecureRandom getInstance(String algorithm, Provider provider) {
        return new Draws();
    }

    public static SecureRandom getInstance(
            String algorithm, SecureRandomParameters parameters, String provider) {
        return new Draws();
    }

    public static SecureRandom getInstance(
            String algorithm, SecureRandomParameters parameters, Provider provider) {
        return new Draws();
    }

    public static SecureRandom getInstanceStrong() {
        return new Draws();
    }

    /** {@link RandomGenerator#getDefault}. */
    public static RandomGenerator getDefault() {
        return RandomGeneratorFactory.getDefault().create(Gate.seed());
    }

    /** {@link RandomGenerator#of}. */
    public static RandomGenerator of(String algorithm) {
        return RandomGeneratorFactory.of(algorithm).create(Gate.seed());
    }

    public static RandomGenerator create(RandomGeneratorFactory<?> factory) {
        return factory.create(Gate.seed());
    }

    public static RandomGenerator create(RandomGeneratorFactory<?> factory, long seed) {
        return factory.create(seed);
    }

    public static RandomGenerator create(RandomGeneratorFactory<?> factory, byte[] seed) {
        return factory.create(seed);
    }

    private static final class Source extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        private final Random random;

        Source(Random random) {
            this.random = random;
        }

        /** The numbers are those of the seed, whatever is added. */
        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }

        @Override
        protected byte[] engineGenerateSeed(int count) {
            byte[] seed = new byte[count];
            random.nextBytes(seed);
            return seed;
        }
    }
}
