// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleOrderTest {

    private static Schedule schedule(String steps) {
        return Schedule.parse("1:0:sync:r:" + steps);
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "0x3,1 0x2,1,0",
                "1x2,0 1,0,1",
                "1,0x2 1,2,0",
                "0,1x2 1,0x2",
                "0=0,1x2 0=1,0x2",
                "0x2=1,1=0 0,1,0=0",
                "0x2 0x3"
            })
    void of_two_schedules_one_is_before_the_other(String first, String second) {
        assertThat(schedule(first).areBefore(schedule(second))).isTrue();
        assertThat(schedule(second).areBefore(schedule(first))).isFalse();
    }

    @Test
    void no_schedule_is_before_itself() {
        assertThat(schedule("0x2=1,1").areBefore(schedule("0x2=1,1"))).isFalse();
    }
}
