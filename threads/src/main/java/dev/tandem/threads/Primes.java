// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.KernelWork;
import dev.tandem.spi.KernelWork.Argument.Ints;
import dev.tandem.spi.KernelWork.Argument.Whole;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.threads.Primes.Factorisation;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prime factors of random numbers: work that needs nothing but a processor, and that no part shares
 * with another.
 *
 * <p>A part is a chunk of numbers, not one number. A single number takes a few microseconds, far
 * less than it takes to start the thread that would factorise it, so a model would be measured on
 * its overhead alone. A chunk of a hundred hides what a pool or a virtual thread costs, shows what
 * a platform thread costs, and leaves parts enough to keep many processors evenly busy. The chunk
 * is a parameter because this very choice is worth an experiment: 1 makes every overhead visible,
 * 1,000 is the division into ten that the course makes. The numbers, and therefore the factors, do
 * not depend on it.
 *
 * <pre>{@code tandem compare threads.primes}</pre>
 */
final class Primes implements Job<List<Factorisation>> {

    private static final String LESSON =
            """
            Trial division keeps a processor busy and waits for nothing. Only more processors at
            work make it faster: the speed-up of every model ends at their number, and threads
            beyond it gain nothing. Virtual threads are no faster here than a pool, for there is no
            waiting that they could hide.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 10_000, 1, 10_000_000, "how many random numbers are factorised");
    private static final Parameter<Integer> MIN =
            integer("min", 20_000, 2, 1_000_000_000, "the least number that can be drawn");
    private static final Parameter<Integer> MAX =
            integer("max", 100_000_000, 2, 1_000_000_000, "the greatest number that can be drawn");
    private static final Parameter<Integer> CHUNK =
            integer(
                    "chunk",
                    100,
                    1,
                    10_000_000,
                    "numbers in a part, the unit that a model hands to a thread");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "threads.primes",
                    "Prime factors of random numbers",
                    Bound.CPU,
                    LESSON,
                    NUMBERS,
                    MIN,
                    MAX,
                    CHUNK);

    /**
     * A number and what it is the product of.
     *
     * @param factors primes in ascending order, each as often as it divides the number
     */
    record Factorisation(int number, List<Integer> factors) {}

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public KernelWork<List<Factorisation>> open(Parameters parameters, long seed) {
        int min = parameters.get(MIN);
        int max = parameters.get(MAX);
        if (min > max) {
            throw new TandemException.Usage(
                    String.format(
                            Locale.ROOT,
                            "parameter min: %d is greater than max; it takes at most %d",
                            min,
                            max));
        }
        // Random is specified down to its formula, so every process that is given the seed draws
        // the same numbers.
        int[] numbers = new Random(seed).ints(parameters.get(NUMBERS), min, max + 1).toArray();
        return new Chunks(parameters, numbers);
    }

    /**
     * The prime factors of a number, in ascending order, by trial division with every candidate up
     * to its square root: slow on purpose, for it is the work and not the mathematics that is
     * looked at.
     *
     * @param number from 2 to 1,000,000,000, so that the square of a candidate never overflows
     */
    static List<Integer> factorise(int number) {
        List<Integer> factors = new ArrayList<>();
        int rest = number;
        for (int candidate = 2; candidate * candidate <= rest; candidate++) {
            while (rest % candidate == 0) {
                factors.add(candidate);
                rest /= candidate;
            }
        }
        if (rest > 1) {
            factors.add(rest);
        }
        return factors;
    }

    /** A number up to 1,000,000,000 is less than 2 to the power of 30. */
    private static final int MOST_FACTORS = 30;

    /** The same division, for a device; a row of factors for each number, zeros behind them. */
    private static final String KERNEL =
            """
            kernel void factorise(global const int *numbers, int count, global int *factors) {
                int i = get_global_id(0);
                if (i >= count) {
                    return;
                }
                int rest = numbers[i], found = 0;
                global int *row = factors + i * 30;
                for (int candidate = 2; candidate * candidate <= rest; candidate++) {
                    while (rest % candidate == 0) {
                        row[found++] = candidate;
                        rest /= candidate;
                    }
                }
                if (rest > 1) {
                    row[found++] = rest;
                }
                while (found < 30) {
                    row[found++] = 0;
                }
            }
            """;

    /** The numbers in chunks; the last one may be shorter. */
    private static final class Chunks implements KernelWork<List<Factorisation>> {
        private final Parameters parameters;
        private final int[] numbers;
        private final int chunk;

        Chunks(Parameters parameters, int[] numbers) {
            this.parameters = parameters;
            this.numbers = numbers;
            chunk = parameters.get(CHUNK);
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public int size() {
            return Math.ceilDiv(numbers.length, chunk);
        }

        @Override
        public List<Factorisation> part(int index) {
            int from = index * chunk;
            int to = Math.min(numbers.length - from, chunk) + from;
            List<Factorisation> results = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                results.add(new Factorisation(numbers[i], factorise(numbers[i])));
            }
            return results;
        }

        @Override
        public Program program() {
            return new Program("factorise", KERNEL);
        }

        @Override
        public Launch launch(Chunk parts) {
            int from = parts.from() * chunk;
            int count = (int) Math.min(numbers.length - from, (long) parts.size() * chunk);
            return new Launch(
                    Math.ceilDiv(count, 64) * 64L,
                    0,
                    List.of(new Ints(IntBuffer.wrap(numbers, from, count)), new Whole(count)),
                    (long) count * MOST_FACTORS * Integer.BYTES);
        }

        @Override
        public List<Factorisation> result(Chunk parts, int index, ByteBuffer output) {
            int from = index * chunk;
            int to = Math.min(numbers.length - from, chunk) + from;
            List<Factorisation> results = new ArrayList<>(to - from);
            for (int i = from; i < to; i++) {
                int at = (i - parts.from() * chunk) * MOST_FACTORS;
                List<Integer> factors = new ArrayList<>();
                for (int f = 0; f < MOST_FACTORS; f++) {
                    int factor = output.getInt((at + f) * Integer.BYTES);
                    if (factor == 0) {
                        break;
                    }
                    factors.add(factor);
                }
                results.add(new Factorisation(numbers[i], factors));
            }
            return results;
        }

        /** Covers every number and every factor, in their order. */
        @Override
        public long digest(List<Factorisation> results) {
            long hash = 17;
            for (Factorisation result : results) {
                hash = 1_000_003 * hash + result.number();
                for (int factor : result.factors()) {
                    hash = 1_000_003 * hash + factor;
                }
            }
            return hash;
        }
    }
}
