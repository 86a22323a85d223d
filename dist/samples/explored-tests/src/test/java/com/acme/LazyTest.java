package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final Lazy<Integer> lazy = new Lazy<>(calls::incrementAndGet);

    @Test
    @Explore(proof = true)
    void isComputedOnce() throws Exception {
        Together.run(lazy::get, lazy::get);
        assertEquals(1, lazy.get());
    }

    @Test
    void carelesslyItIsADataRace() {
        var failure =
                assertThrows(
                        ExplorationFailure.class,
                        () ->
                                Explorations.check(
                                        () -> {
                                            Lazy<String> lazy = new Lazy<>(() -> "value");
                                            Together.run(lazy::getCarelessly, lazy::getCarelessly);
                                        }));
        assertTrue(failure.getMessage().contains("data race"));
    }

    @Test
    @Explore
    void isTheSameForEverybody() throws Exception {
        Together.run(() -> assertEquals(1, lazy.get()), () -> assertEquals(1, lazy.get()));
    }

    @Test
    @Explore
    void isNotComputedBeforeItIsAskedFor() throws Exception {
        assertEquals(0, calls.get());
        Together.run(lazy::get, () -> {});
        assertEquals(1, calls.get());
    }

    @Test
    @Explore
    void isComputedAgainWhenThatHasFailed() throws Exception {
        Lazy<Integer> failing = new Lazy<>(this::failTheFirstTime);
        Together.Action get =
                () -> {
                    try {
                        failing.get();
                    } catch (IllegalStateException e) {
                        assertEquals("the first time", e.getMessage());
                    }
                };
        Together.run(get, get);
        assertEquals(2, failing.get());
    }

    private int failTheFirstTime() {
        if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("the first time");
        }
        return calls.get();
    }
}
