// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Tests of JUnit that are explored. */
final class Purse {

    private final List<String> calls = new ArrayList<>();
    private int coins;

    @BeforeEach
    void fill() {
        calls.add("filled");
        coins = 2;
    }

    @AfterEach
    void empty() {
        if (!calls.equals(List.of("filled", "used"))) {
            throw new IllegalStateException("calls were " + calls);
        }
    }

    @Test
    synchronized String pays() {
        calls.add("used");
        return coins + " coins";
    }

    @Test
    void paysTwice() throws InterruptedException {
        calls.add("used");
        Thread other = new Thread(this::take);
        other.start();
        take();
        other.join();
        assertEquals(0, coins);
    }

    @RepeatedTest(2)
    void paysWhenRich() {
        calls.add("used");
        assumeTrue(coins > 100);
        throw new AssertionError("not rich");
    }

    private void take() {
        int seen = coins;
        Thread.yield();
        coins = seen - 1;
    }
}
