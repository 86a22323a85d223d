// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lab.scaling.Curve.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void theGreatestNumberIsTheLastWhateverItIs() {
        assertThat(Curve.doublings(1)).containsExactly(1);
        assertThat(Curve.doublings(8)).containsExactly(1, 2, 4, 8);
        assertThat(Curve.doublings(10)).containsExactly(1, 2, 4, 8, 10);
    }

    @Test
    void theFirstRoundDoesNotCountAndEveryRoundGoesThroughAll() throws Exception {
        List<Integer> trials = new ArrayList<>();
        Curve curve =
                Curve.measure(
                        List.of(1, 2),
                        3,
                        threads -> {
                            trials.add(threads);
                            return trials.size();
                        });

        assertThat(trials).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
        assertThat(curve.samples())
                .containsExactly(
                        new Sample(1, List.of(3.0, 5.0, 7.0)),
                        new Sample(2, List.of(4.0, 6.0, 8.0)));
        assertThat(curve.medians()).extracting("y").containsExactly(5.0, 6.0);
    }

    @Test
    void theErrorOfAMedianFollowsFromItsScatter() {
        assertThat(new Sample(1, List.of(5.0, 5.0, 5.0)).error()).isZero();
        assertThat(new Sample(1, List.of(5.0)).error()).isZero();
        assertThat(new Sample(1, List.of(9.0, 10.0, 11.0)).error())
                .isCloseTo(Math.sqrt(Math.PI / 2 / 3) / 10, within(1e-12));
    }

    @Test
    void amongEquallyFastOnesTheFewestThreadsAreBest() {
        Curve curve =
                new Curve(
                        List.of(
                                new Sample(1, List.of(50.0)),
                                new Sample(2, List.of(97.0, 98.0)),
                                new Sample(4, List.of(100.0)),
                                new Sample(8, List.of(90.0, 95.0))));

        assertThat(curve.best().threads()).isEqualTo(2);
        assertThat(curve.endsSlower()).isTrue();
    }

    @Test
    void aCurveThatLevelsOffDoesNotEndSlower() {
        Curve curve =
                new Curve(
                        List.of(
                                new Sample(1, List.of(50.0)),
                                new Sample(2, List.of(100.0)),
                                new Sample(4, List.of(70.0, 96.0, 97.0))));

        assertThat(curve.endsSlower()).isFalse();
    }
}
