// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.acme.library.Tally;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.junit.Explore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two threads count, with a lock and without one. */
public class Counting {

    private final List<String> calls = new ArrayList<>();
    private int count;

    @BeforeEach
    void begin() {
        calls.add("begun");
    }

    @AfterEach
    void end() {
        assertEquals("begun", calls.getFirst());
    }

    private void together(Runnable task) throws InterruptedException {
        Thread other = new Thread(task);
        other.start();
        task.run();
        other.join();
    }

    private synchronized void addLocked() {
        count++;
    }

    @Test
    @Explore
    void locked() throws InterruptedException {
        together(this::addLocked);
        assertEquals(2, count);
    }

    @Test
    @Explore
    void unlocked() throws InterruptedException {
        together(() -> count++);
        assertEquals(2, count);
    }

    @Test
    @Explore(executions = 1, proof = true)
    void unproved() throws InterruptedException {
        together(this::addLocked);
    }

    @Test
    @Explore(executions = 1)
    void bounded() throws InterruptedException {
        together(this::addLocked);
    }

    @Test
    @Explore(strategy = Kind.RANDOM, executions = 100)
    void drawn() throws InterruptedException {
        together(this::addLocked);
        assertEquals(2, count);
    }

    @Test
    @Explore
    void assertedFluently() throws InterruptedException {
        together(() -> assertThat(calls).containsExactly("begun"));
    }

    @Test
    @Explore
    void tallied() throws InterruptedException {
        Tally tally = new Tally();
        together(tally::add);
        assertEquals(2, tally.count());
    }

    @Test
    @Explore(exclude = "com.acme.library")
    void talliedByWhatIsExcluded() throws InterruptedException {
        tallied();
    }

    @Test
    @Explore(include = "com.acme.Counting")
    void talliedByWhatIsNotIncluded() throws InterruptedException {
        tallied();
    }

    @Test
    @Explore
    void neverAssumed() {
        assumeTrue(calls.isEmpty());
        throw new AssertionError("called");
    }

    @Test
    @Explore
    void sometimesAssumed() throws InterruptedException {
        StringBuffer order = new StringBuffer();
        Thread other = new Thread(() -> order.append("other"));
        other.start();
        order.append("this");
        other.join();
        assumeTrue(order.toString().equals("otherthis"));
    }

    @ParameterizedTest
    @Explore
    @ValueSource(ints = {1, 2})
    void untilThere(int most) throws InterruptedException {
        together(this::addLocked);
        assertEquals(most, count);
    }

    @ParameterizedTest
    @Explore
    @EnumSource(
            value = TimeUnit.class,
            names = {"DAYS", "HOURS"})
    void inUnits(TimeUnit unit) {
        assertEquals(1, unit.convert(1, unit));
    }

    /** Tests within a test. */
    @Nested
    class Within {

        @BeforeEach
        void begin() {
            calls.add("begun within");
        }

        @Test
        @Explore
        void bothHaveBegun() {
            assertEquals(List.of("begun", "begun within"), calls);
        }
    }
}
