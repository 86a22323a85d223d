// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.events.DataCentre.HotSpot;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCentreTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void withoutHotSpotsNoAverageComesNearTheThreshold(long seed) {
        DataCentre centre = new DataCentre(new SplittableRandom(seed), 8, 0);

        for (int rack = 0; rack < centre.racks(); rack++) {
            for (int end = DataCentre.LEAST_WINDOW; end <= centre.seconds(); end++) {
                assertThat(average(centre, rack, end)).isLessThan(DataCentre.USUAL + 9);
            }
        }
    }

    @Test
    void hotSpotsOfARackDoNotMeet() {
        DataCentre centre = new DataCentre(new SplittableRandom(1), 3, 3 * DataCentre.SLOTS);

        assertThat(centre.hotSpots()).hasSize(9);
        for (int i = 1; i < 9; i++) {
            HotSpot before = centre.hotSpots().get(i - 1);
            HotSpot spot = centre.hotSpots().get(i);
            assertThat(spot.rack() > before.rack() || spot.from() > before.until() + 30).isTrue();
        }
    }

    private static double average(DataCentre centre, int rack, int end) {
        return IntStream.range(end - DataCentre.LEAST_WINDOW, end)
                .mapToDouble(second -> centre.celsius(rack, second))
                .average()
                .orElseThrow();
    }
}
