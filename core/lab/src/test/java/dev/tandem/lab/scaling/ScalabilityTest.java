// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lab.scaling.Curve.Sample;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ScalabilityTest {

    private static final int ROUNDS = 5;

    private static IntToDoubleFunction law(double rate, double contention, double coherency) {
        return n -> rate * n / (1 + contention * (n - 1) + coherency * n * (n - 1));
    }

    /** The rates of a function, each off by a random share. */
    private static Curve curve(IntToDoubleFunction rate, double noise, long seed) {
        Random random = new Random(seed);
        return new Curve(
                Curve.doublings(128).stream()
                        .map(n ->
                                new Sample(
                                        n,
                                        random.doubles(ROUNDS)
                                                .map(u -> 1 + noise * (2 * u - 1))
                                                .map(factor -> rate.applyAsDouble(n) * factor)
                                                .boxed()
                                                .toList()))
                        .toList());
    }

    private static Scalability.Law fitted(Curve curve) {
        assertThat(Scalability.of(curve)).isInstanceOf(Scalability.Law.class);
        return (Scalability.Law) Scalability.of(curve);
    }

    private static String reason(IntToDoubleFunction rate) {
        Scalability fit = Scalability.of(curve(rate, 0.02, 1));
        assertThat(fit).isInstanceOf(Scalability.None.class);
        return fit.toString();
    }

    @Test
    void knownCoefficientsAreFoundAgain() {
        Scalability.Law law = fitted(curve(law(1000, 0.05, 0.0005), 0, 1));

        assertThat(law.rate()).isCloseTo(1000, offset(1e-6));
        assertThat(law.contention().value()).isCloseTo(0.05, offset(1e-9));
        assertThat(law.coherency().value()).isCloseTo(0.0005, offset(1e-11));
        assertThat(law.peak().orElseThrow()).isCloseTo(Math.sqrt(0.95 / 0.0005), offset(1e-6));
        assertThat(law.at(43)).isCloseTo(law(1000, 0.05, 0.0005).applyAsDouble(43), within(1e-6));
    }

    @Test
    void theIntervalsOfNoisyDataCoverTheTruthAboutNinetyFiveTimesInAHundred() {
        int contention = 0;
        int coherency = 0;
        for (int seed = 0; seed < 200; seed++) {
            Scalability.Law law = fitted(curve(law(1000, 0.05, 0.001), 0.1, seed));
            contention += covers(law.contention(), 0.05);
            coherency += covers(law.coherency(), 0.001);
        }
        assertThat(contention).isBetween(180, 200);
        assertThat(coherency).isBetween(180, 200);
    }

    private static int covers(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }

    @Test
    void noPeakIsClaimedWhereNothingSpeaksForOne() {
        int peaks = 0;
        for (int seed = 0; seed < 100; seed++) {
            Scalability.Law law = fitted(curve(law(1000, 0.2, 0), 0.1, seed));
            assertThat(law.coherency().value()).isNotNegative();
            peaks += law.peak().isPresent() ? 1 : 0;
        }
        assertThat(peaks).isLessThan(10);
    }

    @Test
    void noiseMakesTheIntervalsWideAndDoesNotRefuteTheLaw() {
        Estimate quiet = fitted(curve(law(1000, 0.05, 0.001), 0.02, 1)).contention();
        Estimate noisy = fitted(curve(law(1000, 0.05, 0.001), 0.5, 1)).contention();

        assertThat(noisy.high() - noisy.low()).isGreaterThan(5 * (quiet.high() - quiet.low()));
    }

    @Test
    void aThroughputThatDoesNotDependOnTheThreadsIsAllContention() {
        Scalability.Law law = fitted(curve(n -> 500, 0.05, 1));

        assertThat(law.contention().value()).isCloseTo(1, offset(0.1));
        assertThat(law.peak()).isEmpty();
    }

    @Test
    void aCornerIsNoContention() {
        assertThat(reason(n -> Math.min(n, 8))).startsWith("none: the law misses");
    }

    @Test
    void whatComesBeforeACornerCanBeFittedByItself() {
        Curve curve = curve(n -> Math.min(n, 16), 0.02, 1);

        assertThat(Scalability.of(curve, 16))
                .isInstanceOfSatisfying(
                        Scalability.Law.class,
                        law -> {
                            assertThat(law.upTo()).isEqualTo(16);
                            assertThat(law.contention().value()).isCloseTo(0, offset(0.01));
                        });
        assertThat(Scalability.of(curve, 2)).isEqualTo(Scalability.of(curve));
    }

    @Test
    void aCurveThatRisesAgainIsNotTheLaws() {
        assertThat(reason(n -> n % 3 == 1 ? 100 : 300)).startsWith("none: the law misses");
    }

    @Test
    void whatGrowsFasterThanItsThreadsIsNotTheLaws() {
        assertThat(reason(n -> Math.pow(n, 1.5))).startsWith("none: the law misses");
    }

    @Test
    void threePointsProveNothing() {
        Curve three =
                new Curve(
                        List.of(1, 2, 4).stream()
                                .map(n -> new Sample(n, List.of(1.0 * n)))
                                .toList());

        assertThat(Scalability.of(three))
                .asInstanceOf(InstanceOfAssertFactories.type(Scalability.None.class))
                .extracting(Scalability.None::reason)
                .isEqualTo("measured with 3 numbers of threads, and it takes 4");
    }

    @Test
    void studentsQuantilesAreThoseOfTheTables() {
        assertThat(Estimate.student(3)).isCloseTo(3.182, within(0.032));
        assertThat(Estimate.student(10)).isCloseTo(2.228, within(0.001));
        assertThat(Estimate.student(1000)).isCloseTo(1.962, within(0.001));
    }
}
