// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessesTest {

    private static final int MANY = 10_000;

    @Test
    void keeps_what_it_knows_when_it_grows() {
        Accesses accesses = new Accesses();
        accesses.clear(2);

        for (int key = 0; key < MANY; key++) {
            accesses.write(key, key);
        }

        for (int key = 0; key < MANY; key++) {
            assertThat(accesses.lastWrite(key)).isEqualTo(key);
        }
    }

    @Test
    void knows_nothing_of_what_it_grows_for() {
        Accesses accesses = new Accesses();
        accesses.clear(2);

        for (int key = 0; key < MANY; key++) {
            assertThat(accesses.lastWrite(key)).isEqualTo(-1);
        }
    }
}
