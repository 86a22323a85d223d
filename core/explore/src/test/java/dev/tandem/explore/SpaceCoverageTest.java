// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.spi.Seeds;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often the bound on a space holds, over many small ones whose schedules are counted one by
 * one. A space is a tree of choices, and a schedule is a leaf of it.
 */
class SpaceCoverageTest {

    private static final int SPACES = 400;
    private static final int SAMPLES = 200;
    private static final Node LEAF = new Node(List.of());

    private record Node(List<Node> children) {

        long leaves() {
            return Math.max(1, children.stream().mapToLong(Node::leaves).sum());
        }

        void walk(RandomWalk walk) {
            Node at = this;
            while (!at.children.isEmpty()) {
                at = at.children.get(walk.nextInt(at.children.size()));
            }
        }
    }

    /** All schedules are equally likely. */
    private static Node balanced(int ways, int depth) {
        return depth == 0 ? LEAF : new Node(Collections.nCopies(ways, balanced(ways, depth - 1)));
    }

    /** Every choice but one ends it. */
    private static Node comb(int ways, int depth) {
        return depth == 0 ? LEAF : grown(ways, comb(ways, depth - 1));
    }

    /** One leaf beside the others has grown. */
    private static Node grown(int ways, Node large) {
        return new Node(
                Stream.concat(Stream.of(large), Collections.nCopies(ways - 1, LEAF).stream())
                        .toList());
    }

    private static Node irregular(RandomGenerator random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return LEAF;
        }
        return new Node(
                IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(i -> irregular(random, depth - 1))
                        .toList());
    }

    static Stream<Arguments> spaces() {
        return Stream.of(
                shape("balanced", random -> balanced(random.nextInt(2, 4), random.nextInt(1, 8))),
                shape("comb", random -> comb(random.nextInt(2, 4), random.nextInt(1, 20))),
                shape(
                        "most of it hard to reach",
                        random -> grown(random.nextInt(2, 400), balanced(3, 6))),
                shape("irregular", random -> irregular(random, random.nextInt(2, 10))));
    }

    private static Arguments shape(String name, Function<RandomGenerator, Node> shape) {
        return Arguments.of(name, shape);
    }

    private static SpaceEstimate estimate(Node space, long seed, int samples) {
        var collector = new SpaceEstimate.Collector();
        RandomWalk walk = new RandomWalk(seed);
        for (int i = 0; i < samples; i++) {
            walk.number(i);
            space.walk(walk);
            collector.add(walk.surprisal().orElseThrow());
        }
        return collector.estimate(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spaces")
    void the_bound_holds_nineteen_times_in_twenty(
            String name, Function<RandomGenerator, Node> shape) {
        int held = 0;
        for (int i = 0; i < SPACES; i++) {
            Node space = shape.apply(Seeds.stream(1, i));
            SpaceEstimate estimate = estimate(space, i, i % SAMPLES + 2);
            held += estimate.log10AtLeast() <= Math.log10(space.leaves()) + 1e-9 ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(SPACES * 95 / 100);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spaces")
    void the_estimate_is_right_in_the_mean(String name, Function<RandomGenerator, Node> shape) {
        Node space = shape.apply(Seeds.stream(2, 3));
        double sum = 0;
        for (int i = 0; i < SPACES; i++) {
            sum += Math.pow(10, estimate(space, i, SAMPLES).log10Schedules());
        }
        assertThat(sum / SPACES / space.leaves()).isBetween(0.7, 1.3);
    }

    @ParameterizedTest(name = "{0} ways, {1} choices")
    @MethodSource("regular")
    void the_bound_is_near_where_nothing_is_hard_to_reach(int ways, int depth) {
        Node space = balanced(ways, depth);

        double bound = Math.pow(10, estimate(space, 1, 1_000).log10AtLeast());
        assertThat(bound / space.leaves()).isBetween(0.97, 1.0);
    }

    static Stream<Arguments> regular() {
        return Stream.of(Arguments.of(2, 10), Arguments.of(3, 7), Arguments.of(5, 4));
    }
}
