// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which operations are called.
 *
 * @param before by one thread, before there are others
 * @param threads by each of those, one after the other
 */
record Scenario(List<Operation> before, List<List<Operation>> threads) {

    /** How many operations there are. */
    int size() {
        return before.size() + threads.stream().mapToInt(List::size).sum();
    }

    /** All of them: those before, then those of one thread after the other. */
    List<Operation> all() {
        return Stream.concat(before.stream(), threads.stream().flatMap(List::stream)).toList();
    }

    /** The number of the first operation of a thread. */
    int first(int thread) {
        return before.size() + threads.stream().limit(thread).mapToInt(List::size).sum();
    }

    /** All that have one operation less. */
    Stream<Scenario> smaller() {
        Stream<Scenario> shorter =
                indices(before).map(i -> new Scenario(without(before, i), threads));
        Stream<Scenario> fewer =
                indices(threads)
                        .flatMap(t ->
                                indices(threads.get(t))
                                        .map(i -> new Scenario(before, without(threads, t, i))));
        return Stream.concat(shorter, fewer);
    }

    private static Stream<Integer> indices(List<?> list) {
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1);
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return List.copyOf(rest);
    }

    /** A thread without operations is none. */
    private static List<List<Operation>> without(
            List<List<Operation>> threads, int thread, int index) {
        List<List<Operation>> rest = new ArrayList<>(threads);
        rest.set(thread, without(threads.get(thread), index));
        rest.removeIf(List::isEmpty);
        return List.copyOf(rest);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws TandemException.Usage when an operation is not among those given
     */
    static Scenario parse(String text, Operations known) {
        int end = text.indexOf("; ");
        List<List<Operation>> threads = new ArrayList<>();
        for (String thread : text.substring(end < 0 ? 0 : end + 2).split(" \\| ", 0)) {
            threads.add(operations(thread, known));
        }
        return new Scenario(
                end < 0 ? List.of() : operations(text.substring(0, end), known),
                List.copyOf(threads));
    }

    private static List<Operation> operations(String text, Operations known) {
        return Arrays.stream(text.split("(?<=\\)) ", 0)).map(known::named).toList();
    }

    @Override
    public String toString() {
        String parallel =
                threads.stream().map(Scenario::written).collect(Collectors.joining(" | "));
        return before.isEmpty() ? parallel : written(before) + "; " + parallel;
    }

    private static String written(List<Operation> operations) {
        return operations.stream().map(Operation::toString).collect(Collectors.joining(" "));
    }
}
