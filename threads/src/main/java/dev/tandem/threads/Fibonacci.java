// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import dev.tandem.threads.Fibonacci.Subtree;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One Fibonacci number by plain recursion: the baseline of work that needs a processor, no memory
 * and nothing from outside.
 *
 * <p>The calls form a tree, and the tree is cut some levels below its root: what hangs below a cut
 * is a part, and the results of all parts add up to the number. The subtrees differ in size, the
 * largest has as many calls as hundreds of the smallest together. They are shuffled, since in the
 * order of the tree most of the work would stand at its beginning. Compare the pool, where a thread
 * takes the next part when it is done with one, with a platform thread for each.
 *
 * <p>How often such work is taken off its processor against its will, and how rarely of its own, is
 * read from the kernel in {@code threads.bottleneck}.
 *
 * <pre>{@code tandem compare threads.fibonacci}</pre>
 */
final class Fibonacci implements Job<Subtree> {

    private static final String LESSON =
            """
            Recursion without memory computes the same values over and over and waits for nothing:
            a thread that runs it leaves its processor only when the scheduler takes it away. It is
            the measure for everything that processors can do for a program: no model can be faster
            than their number says, and a better algorithm would be faster than any model.
            """;

    private static final Parameter<Integer> N =
            integer("n", 36, 16, 45, "which Fibonacci number is computed");
    private static final Parameter<Integer> CUT =
            integer("cut", 8, 4, 8, "levels below the root at which the tree of calls is cut");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "threads.fibonacci",
                    "A Fibonacci number by recursion",
                    Bound.CPU,
                    LESSON,
                    N,
                    CUT);

    /**
     * What hangs below a cut.
     *
     * @param path the way there from the root, a bit for each level: 0 to the call for one less, 1
     *     to the call for two less
     * @param n what the call there is for
     * @param value its result
     */
    record Subtree(int path, int n, long value) {}

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    @Override
    public Work<Subtree> open(Parameters parameters, long seed) {
        List<Integer> paths =
                IntStream.range(0, 1 << parameters.get(CUT)).boxed().collect(Collectors.toList());
        Collections.shuffle(paths, new Random(seed));
        return new Subtrees(parameters, List.copyOf(paths));
    }

    /**
     * The Fibonacci number, in about 1.6 to the power of {@code n} calls: slow on purpose.
     *
     * @param n from 0 to 90, so that the result does not overflow
     */
    static long number(int n) {
        return n < 2 ? n : number(n - 1) + number(n - 2);
    }

    private record Subtrees(Parameters parameters, List<Integer> paths) implements Work<Subtree> {

        @Override
        public int size() {
            return paths.size();
        }

        @Override
        public Subtree part(int index) {
            int path = paths.get(index);
            int n = parameters.get(N) - parameters.get(CUT) - Integer.bitCount(path);
            return new Subtree(path, n, number(n));
        }

        @Override
        public long digest(Subtree subtree) {
            return (31L * subtree.path() + subtree.n()) * 1_000_003 + subtree.value();
        }
    }
}
