// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Streams that are worked on in parallel. What is right returns 2. */
public final class InParallel {

    private InParallel() {}

    public static int sum() {
        return IntStream.range(0, 2).parallel().sum() + 1;
    }

    public static int mapped() {
        return IntStream.range(0, 2).map(i -> i + 1).parallel().filter(i -> i > 0).max().orElse(0);
    }

    public static int collected() {
        return List.of(1, 2).parallelStream().collect(Collectors.toList()).size();
    }

    public static int grouped() {
        return Stream.of("a", "b")
                .parallel()
                .collect(Collectors.groupingByConcurrent(text -> text))
                .size();
    }

    public static long joined() {
        return Stream.concat(Stream.of(1).parallel(), Stream.of(2)).count();
    }

    public static int counted() {
        AtomicInteger count = new AtomicInteger();
        IntStream.range(0, 2).parallel().forEach(i -> count.incrementAndGet());
        return count.get();
    }

    public static int reduced() {
        return Stream.of(1, 1).parallel().reduce(0, Integer::sum);
    }

    public static int sorted() {
        return Stream.of(2, 1).parallel().sorted().toList().getLast();
    }

    public static int sortedAsAnArray() {
        Integer[] numbers = {2, 1};
        Arrays.parallelSort(numbers);
        return numbers[1];
    }

    public static int sequentialAgain() {
        List<Integer> list = new ArrayList<>();
        Stream.of(1, 2).parallel().sequential().forEach(list::add);
        return list.size();
    }

    public static int concurrently() {
        return Stream.of(1, 1).gather(Gatherers.mapConcurrent(2, i -> i)).toList().size();
    }

    /** The same pool works for both. */
    public static int besideAFuture() {
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> 1);
        return IntStream.range(0, 2).parallel().sum() + one.join();
    }

    public static String inAnyOrder() {
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        IntStream.range(0, 2).parallel().forEach(order::add);
        return order.stream().map(String::valueOf).collect(Collectors.joining());
    }

    public static String inTheirOrder() {
        StringBuffer order = new StringBuffer();
        IntStream.range(0, 2).parallel().forEachOrdered(order::append);
        return order.toString();
    }

    public static int racing() {
        int[] count = new int[1];
        IntStream.range(0, 2).parallel().forEach(i -> count[0]++);
        return count[0];
    }

    /** All write the same, and so nothing but the race tells. */
    public static boolean racingAlike() {
        boolean[] seen = new boolean[1];
        Stream.of(1, 2).parallel().forEach(i -> seen[0] = true);
        return seen[0];
    }

    /** A list is one, wherever it comes from. */
    public static void racingInACollectedList() throws InterruptedException {
        List<Integer> list = Stream.of(1).collect(Collectors.toList());
        Together.two(() -> list.add(2), () -> list.add(3));
    }

    public static int sortedBefore() {
        return Stream.of(2, 1).sorted().parallel().toList().size();
    }
}
