// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException.Usage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentTest {

    private record Price(String currency, double amount, int @Nullable [] history) {}

    private final Content content = new Content("com.acme.Prices#quote");

    @Test
    void whatIsEqualHasTheSameHash() {
        assertThat(content.hash(new LinkedList<>(List.of(1, 2))))
                .isEqualTo(content.hash(List.of(1, 2)));
        assertThat(content.hash(new TreeSet<>(Set.of("a", "b", "c"))))
                .isEqualTo(content.hash(new HashSet<>(List.of("c", "b", "a"))));
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.put("b", 2);
        ordered.put("a", 1);
        assertThat(content.hash(ordered)).isEqualTo(content.hash(Map.of("a", 1, "b", 2)));
    }

    @Test
    void whatHasTheSameInItHasTheSameHash() {
        assertThat(content.hash(new Price("EUR", 1.5, new int[] {1, 2})))
                .isEqualTo(content.hash(new Price("EUR", 1.5, new int[] {1, 2})));
        assertThat(content.hash(new ArrayDeque<>(List.of(1, 2))))
                .isEqualTo(content.hash(new ArrayDeque<>(List.of(1, 2))));
        assertThat(content.hash(new StringBuilder("text"))).isEqualTo(content.hash("text"));
    }

    @Test
    void whatDiffersHasAnotherHash() {
        // The first two have the same hashCode, as have some of the others.
        assertThat(
                        Stream.of(
                                        "Aa",
                                        "BB",
                                        1,
                                        1L,
                                        1.0,
                                        1f,
                                        (short) 1,
                                        0.0,
                                        -0.0,
                                        true,
                                        'a',
                                        "a",
                                        List.of(),
                                        Set.of(),
                                        Map.of(),
                                        Optional.empty(),
                                        List.of(31),
                                        List.of(0, 0),
                                        List.of(List.of(), List.of()),
                                        List.of("Aa", "BB"),
                                        List.of("BB", "Aa"),
                                        Set.of("a"),
                                        Map.of("a", "b"),
                                        Map.of("b", "a"),
                                        DayOfWeek.MONDAY,
                                        DayOfWeek.TUESDAY,
                                        new int[] {1},
                                        new long[] {1},
                                        new double[] {1},
                                        new byte[] {1},
                                        new char[] {1},
                                        new int[] {1, 0},
                                        new int[][] {{1}, {0}},
                                        new int[][] {{0}, {1}},
                                        new BigDecimal("1.0"),
                                        new BigDecimal("1.00"),
                                        new Price("EUR", 1, null),
                                        new Price("EUR", 2, null),
                                        new Price("EUR", 1, new int[0]))
                                .map(content::hash))
                .doesNotHaveDuplicates()
                .doesNotContain(content.hash(null));
    }

    @Test
    void whatHasNoHashOfItsOwnIsRefused() {
        assertThatThrownBy(() -> content.hash(Arrays.asList(1, new AtomicInteger(1))))
                .isInstanceOf(Usage.class)
                .hasMessage(
                        "com.acme.Prices#quote returns a java.util.concurrent.atomic.AtomicInteger,"
                                + " which has no hashCode of its own; give the class of the method a"
                                + " static method digest that takes one and returns a long");
    }
}
