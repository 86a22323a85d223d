// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.Difference;
import dev.tandem.lab.compare.Difference.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static List<String> sentences(
            String otherMachine, double ratio, double probability, Verdict verdict) {
        var change = new Difference(ratio, probability, verdict);
        return new Changes(Screen.NONE, new Against("a.json", otherMachine, Map.of("pool", change)))
                .sentences();
    }

    @Test
    void whatHasChangedIsToldWithItsProbability() {
        assertThat(sentences("", 0.8, 0.000_001, Verdict.FASTER))
                .containsExactly(
                        "pool is faster than in a.json: it takes 20.0 % less"
                                + " (by chance: less than 0.01 %).");
        assertThat(sentences("", 1.25, 0.005, Verdict.SLOWER))
                .containsExactly(
                        "pool is slower than in a.json: it takes 25.0 % more"
                                + " (by chance: 0.50 %).");
        assertThat(sentences("", 1.02, 0.37, Verdict.NONE_SEEN))
                .containsExactly("pool: no difference from a.json seen (by chance: 37 %).");
    }

    @Test
    void aLittleMayBeTheStart() {
        assertThat(sentences("", 1.02, 0.001, Verdict.SLOWER))
                .last()
                .asString()
                .contains("between two starts of the same program");
    }

    @Test
    void anotherMachineIsNamed() {
        assertThat(sentences("processors 2, here 4", 1.5, 0.001, Verdict.SLOWER))
                .last()
                .isEqualTo(
                        "Another machine gave the times of a.json: processors 2, here 4."
                                + " What differs may be that.");
    }
}
