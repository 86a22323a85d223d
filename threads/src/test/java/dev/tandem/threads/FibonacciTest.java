// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import dev.tandem.threads.Fibonacci.Subtree;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FibonacciTest {

    private final Fibonacci job = new Fibonacci();

    private Work<Subtree> open(long seed, int n, int cut) {
        var texts = Map.of("n", Integer.toString(n), "cut", Integer.toString(cut));
        return job.open(Parameters.of(job.spec().parameters(), texts), seed);
    }

    @Test
    void theRecursionComputesTheSequence() {
        assertThat(Fibonacci.number(0)).isZero();
        assertThat(Fibonacci.number(1)).isOne();
        assertThat(Fibonacci.number(16)).isEqualTo(987);
        assertThat(Fibonacci.number(25)).isEqualTo(75_025);
    }

    @ParameterizedTest
    @CsvSource({"16, 4", "16, 8", "25, 5"})
    void whatHangsBelowTheCutAddsUpToTheNumber(int n, int cut) throws Exception {
        Work<Subtree> work = open(42, n, cut);
        long sum = 0;
        Set<Integer> paths = new HashSet<>();
        for (int i = 0; i < work.size(); i++) {
            sum += work.part(i).value();
            paths.add(work.part(i).path());
        }
        assertThat(sum).isEqualTo(Fibonacci.number(n));
        assertThat(paths).hasSize(1 << cut);
    }

    @Test
    void theSeedDecidesTheOrderOfThePartsAlone() throws Exception {
        Work<Subtree> one = open(1, 20, 6);
        Work<Subtree> other = open(2, 20, 6);
        Set<Subtree> parts = new HashSet<>();
        Set<Subtree> sameParts = new HashSet<>();
        for (int i = 0; i < one.size(); i++) {
            parts.add(one.part(i));
            sameParts.add(other.part(i));
        }
        assertThat(one.part(0)).isNotEqualTo(other.part(0));
        assertThat(parts).isEqualTo(sameParts);
    }
}
