// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import static dev.tandem.lab.choose.Given.MS;
import static dev.tandem.lab.choose.Given.model;
import static dev.tandem.lab.choose.Given.parts;
import static dev.tandem.lab.choose.Given.scaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final int PARTS = 8;
    private static final PartProfile COMPUTING = parts(PARTS, 10 * MS, 10 * MS);
    private static final PartProfile WAITING = parts(PARTS, 10 * MS, MS / 100);

    private final ExecutionModel one = model("one", Place.CALLER, 1);
    private final ExecutionModel two = model("two", Place.THREADS, 2);
    private final ExecutionModel all = model("all", Place.THREADS, Integer.MAX_VALUE);
    private final ExecutionModel loop = model("loop", Place.LOOP, Integer.MAX_VALUE);
    private final ExecutionModel workers = model("workers", Place.PROCESSES, 2);

    private static Forecast took(ExecutionModel model, Place place, int concurrency, double ms) {
        return Given.measured(model, new Plan(place, concurrency), ms * MS);
    }

    private static Advice advice(Needs needs, PartProfile parts, Forecast... forecasts) {
        Scaling scaling =
                parts.equals(COMPUTING)
                        ? scaling(PARTS, 8, n -> 100.0 * Math.min(2, n))
                        : scaling(PARTS, 8, n -> 100.0 * n);
        return Judgement.of(Given.request(needs), parts, scaling, List.of(forecasts), 0)
                .map(Judgement::advice)
                .orElseThrow();
    }

    @Test
    void theFastestIsAdvised() {
        Advice advice =
                advice(
                        Needs.NONE,
                        COMPUTING,
                        took(one, Place.CALLER, 1, 80),
                        took(two, Place.THREADS, 2, 41));
        assertThat(advice.model()).isEqualTo("two");
        assertThat(advice.reasons().getFirst())
                .isEqualTo("A run takes 41.0 ms, and 80.0 ms in one thread: 1.95 times as fast.");
        assertThat(advice.price()).contains("Opening it takes 1.00 ms, once.");
        assertThat(advice.changes().getFirst()).startsWith("More processors: twice as many");
    }

    @Test
    void oneThatAsksLessIsAdvisedThoughItIsALittleSlower() {
        Forecast slower = took(two, Place.THREADS, 2, 41);
        Forecast fastest = took(loop, Place.LOOP, 8, 40);
        assertThat(advice(Needs.NONE, COMPUTING, slower, fastest).model()).isEqualTo("two");
        Forecast muchSlower = took(two, Place.THREADS, 2, 43);
        assertThat(advice(Needs.NONE, COMPUTING, muchSlower, fastest).model()).isEqualTo("loop");
    }

    @Test
    void processesAreAdvisedWhereThreadsShareWhatProcessesDoNot() {
        List<Forecast> forecasts =
                List.of(took(two, Place.THREADS, 2, 80), took(workers, Place.PROCESSES, 2, 40));
        Judgement judgement =
                Judgement.of(
                                Given.request(Needs.NONE),
                                WAITING,
                                scaling(PARTS, 4, n -> 100.0),
                                forecasts,
                                0)
                        .orElseThrow();
        assertThat(judgement.advice().model()).isEqualTo("workers");
        assertThat(judgement.advice().reasons())
                .contains(
                        "Threads of one process stay behind. A plateau at 1 holder at a time / 10.0 ms"
                                + " a part = 100 a second.");
        assertThat(judgement.limit().resource()).isEqualTo(Limit.Resource.POOL);
        assertThat(judgement.advice().changes()).contains("A larger pool.");
    }

    @Test
    void whatIsExcludedIsNotAdvised() {
        Forecast outside = took(two, Place.THREADS, 2, 41).excluded("not isolated");
        Forecast inside = took(workers, Place.PROCESSES, 2, 90);
        Advice advice = advice(new Needs(true, 1, 1), COMPUTING, outside, inside);
        assertThat(advice.model()).isEqualTo("workers");
        assertThat(advice.reasons())
                .contains("A part that ends its process leaves the one that asks for it alone.");
        assertThat(
                        Judgement.of(
                                Given.request(Needs.NONE),
                                COMPUTING,
                                scaling(PARTS, 8, n -> n),
                                List.of(outside),
                                0))
                .isEqualTo(Optional.empty());
    }

    @Test
    void growthPrefersAModelThatHasAllPartsUnderWay() {
        Forecast pool = took(two, Place.THREADS, 2, 39);
        Forecast each = took(all, Place.THREADS, PARTS, 41);
        assertThat(advice(Needs.NONE, WAITING, pool, each).model()).isEqualTo("two");
        Advice grown = advice(new Needs(false, 10, 1), WAITING, pool, each);
        assertThat(grown.model()).isEqualTo("all");
        assertThat(grown.reasons().get(1))
                .startsWith("With 10 times as many parts it is expected to take about 41.0 ms");
    }

    @Test
    void machinesAreOfUseWhereProcessorsAreTheLimit() {
        var three = new Needs(false, 1, 3);
        Forecast pool = took(two, Place.THREADS, 2, 40);
        assertThat(advice(three, COMPUTING, pool).changes())
                .anyMatch(text -> text.contains("cluster computes for 13.3 ms at best"));
        assertThat(advice(three, WAITING, pool).changes())
                .contains("More machines would be of no use as long as that is the limit.");
    }
}
