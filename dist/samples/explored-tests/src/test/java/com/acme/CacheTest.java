package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
}
