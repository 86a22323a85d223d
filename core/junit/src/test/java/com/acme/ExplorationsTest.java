// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Outcomes;
import dev.tandem.junit.Program;
import dev.tandem.spi.TandemException.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplorationsTest {

    private final List<String> ofThisObject = List.of();

    @Test
    void what_a_program_can_come_to_is_a_table() throws InterruptedException {
        Outcomes outcomes = Explorations.outcomes(() -> new Pair().storeAndLoad());
        assertThat(outcomes.labels()).contains("0 1", "1 0", "1 1").doesNotContain("0 0");
        assertThat(outcomes.complete()).isTrue();
    }

    @Test
    void a_program_uses_values_from_around_it() throws InterruptedException {
        int expected = 2;
        Explorations.check(() -> new Pair().addsUpTo(expected));
    }

    @Test
    void a_program_that_fails_is_told_with_its_schedule() {
        assertThatThrownBy(() -> Explorations.check(() -> new Pair().addsUpTo(3)))
                .isInstanceOf(ExplorationFailure.class)
                .hasMessageContaining("adds up to 2, not to 3");
    }

    @Test
    void a_program_cannot_use_the_object_that_it_is_written_in() {
        assertThatThrownBy(() -> Explorations.check(() -> ofThisObject.clear()))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("uses the object that it is written in");
    }

    @Test
    void a_program_cannot_use_objects_from_around_it() {
        List<String> list = List.of();
        assertThatThrownBy(() -> Explorations.check(() -> list.clear()))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("cannot be had anew in every execution");
    }

    @Test
    void a_program_is_a_lambda() {
        Program object =
                new Program() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void run() {}
                };
        assertThatThrownBy(() -> Explorations.check(object))
                .isInstanceOf(Usage.class)
                .hasMessageContaining("is no lambda");
    }
}
