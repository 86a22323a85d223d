package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final Cache<String, Integer> cache = new Cache<>(key -> calls.incrementAndGet());

    @Test
    @Explore
    void computesOnce() throws Exception {
        Together.run(() -> cache.get("a"), () -> cache.get("a"));
        assertEquals(1, calls.get());
    }

    @Test
    void carelesslyItComputesOnceOrTwice() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            AtomicInteger calls = new AtomicInteger();
                            Cache<String, Integer> cache =
                                    new Cache<>(key -> calls.incrementAndGet());
                            Together.run(
                                    () -> cache.getCarelessly("a"), () -> cache.getCarelessly("a"));
                            return calls.get();
                        });
        assertEquals(Set.of("1", "2"), outcomes.labels(), outcomes.toString());
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "b, 2"})
    @Explore
    void computesOnceAKey(String other, int times) throws Exception {
        Together.run(() -> cache.get("a"), () -> cache.get(other));
        assertEquals(times, calls.get());
    }

    @Test
    @Explore
    void givesEverybodyTheSame() throws Exception {
        Together.run(
                () -> assertEquals(1, cache.get("a")), () -> assertEquals(1, cache.get("a")));
    }

    @Test
    @Explore
    void computesAgainWhatHasFailed() throws Exception {
        Cache<String, Integer> failing = new Cache<>(key -> failTheFirstTime());
        Together.Action get =
                () -> {
                    try {
                        failing.get("a");
                    } catch (IllegalStateException e) {
                        assertEquals("the first time", e.getMessage());
                    }
                };
        Together.run(get, get);
        assertEquals(2, failing.get("a"));
    }

    private int failTheFirstTime() {
        if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("the first time");
        }
        return calls.get();
    }

    @Test
    void carelesslyEachMayGetAnother() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            AtomicInteger calls = new AtomicInteger();
                            Cache<String, Integer> cache =
                                    new Cache<>(key -> calls.incrementAndGet());
                            int[] got = new int[2];
                            Together.run(
                                    () -> got[0] = cache.getCarelessly("a"),
                                    () -> got[1] = cache.getCarelessly("a"));
                            return got[0] == got[1] ? "the same" : "different";
                        });
        assertEquals(Set.of("the same", "different"), outcomes.labels(), outcomes.toString());
    }
}
