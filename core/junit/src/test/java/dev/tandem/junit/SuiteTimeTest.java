// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SuiteTimeTest {

    private static final Duration ALL = Duration.ofSeconds(60);

    @Test
    void each_test_may_take_a_share_of_what_is_left() {
        assertThat(SuiteTime.share(ALL, Duration.ZERO)).isEqualTo(Duration.ofSeconds(15));
        assertThat(SuiteTime.share(ALL, Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void when_nothing_is_left_a_test_is_ended_at_once() {
        assertThat(SuiteTime.share(ALL, ALL)).isEqualTo(Duration.ofMillis(1));
        assertThat(SuiteTime.share(ALL, ALL.multipliedBy(2))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void a_test_keeps_its_own_limit_if_that_is_shorter() {
        assertThat(Settings.usual().within(ALL.multipliedBy(2)).timeLimit()).isEqualTo(ALL);
        assertThat(Settings.usual().within(Duration.ofSeconds(1)).timeLimit())
                .isEqualTo(Duration.ofSeconds(1));
    }
}
