// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    @Test
    void aPipeIsAsWideAsColumnsSays() {
        assumeThat(Screen.isTerminal(1)).isFalse();
        assertThat(Screen.of(1, Map.of("COLUMNS", "60"))).isEqualTo(new Screen(false, false, 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wide", "0"})
    void aPipeWithoutColumnsBoundsNothing(String columns) {
        assumeThat(Screen.isTerminal(1)).isFalse();
        assertThat(Screen.of(1, Map.of("COLUMNS", columns))).isEqualTo(Screen.NONE);
    }

    @Test
    void onlyATerminalWithAnEndCanBeDrawnOver() {
        assertThat(new Screen(true, true, 80, 24).redraws()).isTrue();
        assertThat(new Screen(true, false, 80).redraws()).isFalse();
        assertThat(Screen.NONE.redraws()).isFalse();
    }
}
