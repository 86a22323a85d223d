// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import static dev.tandem.lab.choose.Given.MS;
import static dev.tandem.lab.choose.Given.parts;
import static dev.tandem.lab.choose.Given.scaling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.choose.Limit.Resource;
import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.spi.Plan.Place;
import org.junit.jupiter.api.Test;

class LimitTest {

    /** Parts of 19 ms that wait, 5 at a time and no more. */
    private static final double FIVE = 5 / 0.019;

    private static Limit limit(PartProfile parts, Scaling scaling, int concurrency, double nanos) {
        return Limit.of(parts, scaling, Place.THREADS, concurrency, nanos, 0, 0);
    }

    @Test
    void processorsAreTheLimitOfPartsThatCompute() {
        Limit limit =
                limit(
                        parts(1000, 4 * MS, 4 * MS),
                        scaling(1000, 8, n -> 250.0 * Math.min(n, 2)),
                        2,
                        2000 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.PROCESSORS);
        assertThat(limit.evidence())
                .isEqualTo("A plateau at 2 processors / 4.00 ms of computing = 500 a second.");
    }

    @Test
    void carriersAreTheLimitWhereOtherThreadsAreFaster() {
        Limit limit =
                limit(
                        parts(400, 19 * MS, 1 * MS),
                        scaling(400, 64, n -> n / 0.019),
                        400,
                        400 * 19 / 2 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.CARRIERS);
        assertThat(limit.evidence())
                .startsWith("A plateau at 2 carriers / 19.0 ms a part = 105 a second.");
    }

    @Test
    void aPoolIsTheLimitWhereItsSizeExplainsTheRate() {
        Limit limit =
                limit(
                        parts(400, 20 * MS, MS / 100),
                        scaling(400, 64, n -> n / 0.02),
                        8,
                        400 * 20 / 8 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.POOL);
        assertThat(limit.evidence()).contains("8 workers / 20.0 ms a part = 400 a second");
    }

    @Test
    void theLongestPartIsTheLimitWhereAllAreUnderWay() {
        Limit limit =
                limit(parts(40, 50 * MS, MS / 100), scaling(40, 40, n -> n / 0.05), 40, 51 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.LONGEST_PART);
    }

    @Test
    void whatHoldsOneAtATimeIsALock() {
        Scaling scaling = scaling(400, 64, n -> 1 / 0.019);
        assertThat(limit(parts(400, 19 * MS, MS / 10), scaling, 64, 400 * 19 * MS).resource())
                .isEqualTo(Resource.LOCK);
    }

    @Test
    void whatHoldsAFixedNumberArePermits() {
        Limit limit =
                limit(
                        parts(400, 19 * MS, MS / 10),
                        scaling(400, 64, n -> Math.min(n / 0.019, FIVE)),
                        64,
                        400 / FIVE * 1e9);
        assertThat(limit.resource()).isEqualTo(Resource.PERMITS);
        assertThat(limit.evidence())
                .isEqualTo("A plateau at 5 permits / 19.0 ms a part = 263 a second.");
    }

    @Test
    void whatIsWaitedForTellsALockAndASocketFromPermits() {
        Scaling scaling = scaling(400, 64, n -> Math.min(n / 0.019, FIVE));
        double nanos = 400 / FIVE * 1e9;
        var socket = Given.wait(Kind.SOCKET, "example.org");
        var lock = Given.wait(Kind.PARKED, "java.util.concurrent.locks.ReentrantLock$NonfairSync");
        Limit downstream = limit(parts(400, 19 * MS, MS / 10, socket), scaling, 64, nanos);
        assertThat(downstream.resource()).isEqualTo(Resource.DOWNSTREAM);
        assertThat(downstream.evidence())
                .contains("about 5.0 parts in it at a time")
                .endsWith("Most of the waiting is for a socket: example.org.");
        assertThat(limit(parts(400, 19 * MS, MS / 10, lock), scaling, 64, nanos).resource())
                .isEqualTo(Resource.LOCK);
    }

    @Test
    void handingOverIsTheLimitWhereItTakesMostOfTheTime() {
        Limit limit =
                Limit.of(
                        parts(1000, 1000, 1000),
                        scaling(1000, 8, n -> 1e6 * n),
                        Place.THREADS,
                        1000,
                        10 * MS,
                        9 * MS,
                        0);
        assertThat(limit.resource()).isEqualTo(Resource.HANDING_OVER);
    }

    @Test
    void aCurveThatLevelsOffBelowOneAtATimeIsNoLock() {
        Limit limit =
                limit(parts(400, 2 * MS, 2 * MS), scaling(400, 64, n -> 100), 2, 400 * 10 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.UNKNOWN);
    }

    @Test
    void onABusyMachineAPlateauProvesNothing() {
        Limit limit =
                Limit.of(
                        parts(400, 19 * MS, MS / 10),
                        scaling(400, 64, n -> 1 / 0.019),
                        Place.THREADS,
                        64,
                        400 * 19 * MS,
                        0,
                        0.8);
        assertThat(limit.resource()).isEqualTo(Resource.UNKNOWN);
        assertThat(limit.evidence())
                .isEqualTo(
                        "Other programs used 80 % of the processors, so that it cannot be told.");
    }

    @Test
    void whatNothingExplainsIsNotExplained() {
        Limit limit =
                limit(
                        parts(400, 19 * MS, MS / 10),
                        scaling(400, 64, n -> n / 0.019),
                        64,
                        1000 * MS);
        assertThat(limit.resource()).isEqualTo(Resource.UNKNOWN);
    }
}
