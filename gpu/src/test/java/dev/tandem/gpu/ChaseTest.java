// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChaseTest {

    @Test
    void aRoundTripVisitsEveryLineOnce() throws InterruptedException {
        var chase = new Chase(100 * Chase.LINE);
        for (int lines : new int[] {100, 64, 1}) {
            chase.link(lines);
            Set<Integer> visited = new HashSet<>();
            int at = 0;
            for (int i = 0; i < lines; i++) {
                at = chase.walk(at, 1);
                assertThat(visited.add(at)).isTrue();
            }
            assertThat(at).isZero();
        }
    }
}
