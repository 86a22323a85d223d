// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A large cluster in a time of its own. */
class BookSimulationTest {

    private static final int MEMBERS = 1_000;
    private static final int WINDOW = 2;
    private static final long RUN = 1;

    /** A member that will have computed a part. */
    private record Finish(double at, int member, int part) {}

    private final SplittableRandom random = new SplittableRandom(18);
    private final PriorityQueue<Finish> coming =
            new PriorityQueue<>((a, b) -> Double.compare(a.at, b.at));
    private final Map<Integer, Double> busyUntil = new HashMap<>();
    private long computed;
    private long counted;

    private void join(Book<Integer> book, int member, double now) {
        busyUntil.put(member, now);
        book.join(member, WINDOW);
        fill(book, member, now);
    }

    /** A member computes its parts one after the other, each member at a speed of its own. */
    private void fill(Book<Integer> book, int member, double now) {
        for (OptionalInt part = book.give(member); part.isPresent(); part = book.give(member)) {
            double speed = 1 + member % 4;
            double end = Math.max(now, busyUntil.get(member)) + speed * (0.5 + random.nextDouble());
            busyUntil.put(member, end);
            coming.add(new Finish(end, member, part.getAsInt()));
        }
    }

    /**
     * Runs to the end.
     *
     * @param churn after how many results a member is lost and another one joins; 0 for never
     */
    private void simulate(int parts, int churn) {
        Book<Integer> book = new Book<>(RUN, parts);
        IntStream.range(0, MEMBERS).forEach(member -> join(book, member, 0));
        int next = MEMBERS;
        while (!book.isComplete()) {
            Finish finish = coming.remove();
            if (!busyUntil.containsKey(finish.member)) {
                continue;
            }
            computed++;
            counted += book.count(RUN, finish.member, finish.part) ? 1 : 0;
            fill(book, finish.member, finish.at);
            if (churn > 0 && computed % churn == 0) {
                busyUntil.remove(finish.member);
                book.retain(busyUntil.keySet().stream().collect(Collectors.toSet()));
                join(book, next++, finish.at);
                busyUntil.keySet().forEach(member -> fill(book, member, finish.at));
            }
        }
        assertThat(counted).isEqualTo(parts);
    }

    @Test
    void aMillionPartsAreDoneWithLessThanOneInAHundredDoneTwice() {
        simulate(1_000_000, 0);
        assertThat(computed - counted).isBetween(1L, 10_000L);
    }

    @Test
    void tenTimesThePartsTakeTenTimesTheSteps() {
        simulate(100_000, 0);
        long few = computed;
        computed = 0;
        counted = 0;
        coming.clear();
        busyUntil.clear();
        simulate(1_000_000, 0);
        assertThat(computed / (double) few).isBetween(9.5, 10.5);
    }

    @Test
    void nothingIsLostWhenMembersComeAndGo() {
        simulate(100_000, 500);
    }
}
