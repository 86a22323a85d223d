// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.KernelWork.Argument.Ints;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import dev.tandem.threads.Primes.Factorisation;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimesTest {

    private final Primes primes = new Primes();

    private Work<List<Factorisation>> open(long seed, String... values) {
        Map<String, String> given = new java.util.HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            given.put(values[i], values[i + 1]);
        }
        return primes.open(Parameters.of(primes.spec().parameters(), given), seed);
    }

    private static List<Factorisation> all(Work<List<Factorisation>> work) throws Exception {
        List<Factorisation> results = new ArrayList<>();
        for (int i = 0; i < work.size(); i++) {
            results.addAll(work.part(i));
        }
        return results;
    }

    @Test
    void factorsAreInAscendingOrderAndAsOftenAsTheyDivide() {
        assertThat(Primes.factorise(2)).containsExactly(2);
        assertThat(Primes.factorise(360)).containsExactly(2, 2, 2, 3, 3, 5);
        assertThat(Primes.factorise(9409)).containsExactly(97, 97);
    }

    @Test
    void theGreatestNumbersAllowedDoNotOverflow() {
        assertThat(Primes.factorise(1_000_000_000))
                .containsExactly(2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5);
        assertThat(Primes.factorise(999_999_937)).containsExactly(999_999_937);
    }

    @Test
    void everyFactorIsPrimeAndTheirProductIsTheNumber() throws Exception {
        for (Factorisation result : all(open(42, "numbers", "300"))) {
            assertThat(result.number()).isBetween(20_000, 100_000_000);
            assertThat(result.factors())
                    .allMatch(factor -> BigInteger.valueOf(factor).isProbablePrime(50));
            assertThat(result.factors().stream().reduce(1, Math::multiplyExact))
                    .isEqualTo(result.number());
        }
    }

    @Test
    void theChunkDividesTheNumbersAndDoesNotChangeThem() throws Exception {
        Work<List<Factorisation>> uneven = open(7, "numbers", "10", "chunk", "4");

        assertThat(uneven.size()).isEqualTo(3);
        assertThat(uneven.part(2)).hasSize(2);
        assertThat(all(uneven)).isEqualTo(all(open(7, "numbers", "10", "chunk", "1")));
        assertThat(open(7, "numbers", "10", "chunk", "10000000").part(0)).hasSize(10);
    }

    @Test
    void theLastOfTheGreatestNumberOfPartsIsThere() throws Exception {
        assertThat(open(7, "numbers", "1000000", "chunk", "999999", "max", "20000").part(1))
                .hasSize(1);
    }

    @Test
    void whatADeviceHasWrittenIsReadAsWhatAThreadComputes() throws Exception {
        var work =
                primes.open(
                        Parameters.of(
                                primes.spec().parameters(), Map.of("numbers", "10", "chunk", "4")),
                        7);
        var parts = new Chunk(1, 3);
        var launch = work.launch(parts);
        ByteBuffer output =
                ByteBuffer.allocate((int) launch.outputBytes()).order(ByteOrder.nativeOrder());
        var numbers = ((Ints) launch.arguments().getFirst()).values();
        assertThat(numbers.remaining()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            List<Integer> factors = Primes.factorise(numbers.get(numbers.position() + i));
            for (int f = 0; f < factors.size(); f++) {
                output.putInt((30 * i + f) * Integer.BYTES, factors.get(f));
            }
        }

        assertThat(work.result(parts, 1, output)).isEqualTo(work.part(1));
        assertThat(work.result(parts, 2, output)).isEqualTo(work.part(2));
    }

    @Test
    void theSeedDecidesTheNumbers() throws Exception {
        assertThat(open(1, "numbers", "20").digestOf(0))
                .isEqualTo(open(1, "numbers", "20").digestOf(0));
        assertThat(open(1, "numbers", "20").digestOf(0))
                .isNotEqualTo(open(2, "numbers", "20").digestOf(0));
    }

    @Test
    void theDigestTellsAWrongFactorFromTheRightOne() {
        Work<List<Factorisation>> work = open(1);
        assertThat(work.digest(List.of(new Factorisation(15, List.of(3, 5)))))
                .isNotEqualTo(work.digest(List.of(new Factorisation(15, List.of(5, 3)))))
                .isNotEqualTo(work.digest(List.of(new Factorisation(15, List.of(15)))))
                .isEqualTo(work.digest(List.of(new Factorisation(15, List.of(3, 5)))));
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> open(1, "min", "50000", "max", "40000"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("min")
                .hasMessageContaining("40000");
    }
}
