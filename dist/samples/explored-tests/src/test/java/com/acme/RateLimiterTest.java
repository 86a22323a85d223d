package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final RateLimiter limiter = new RateLimiter(1, PERIOD);
    private final AtomicInteger through = new AtomicInteger();

    private void enter() {
        if (limiter.tryEnter()) {
            through.incrementAndGet();
        }
    }

    @Test
    @Explore
    void letsOneThroughAndOneMoreInTheNextPeriod() throws Exception {
        Together.run(this::enter, this::enter);
        assertEquals(1, through.get());
        Thread.sleep(PERIOD);
        assertTrue(limiter.tryEnter());
    }

    @Test
    void carelesslyItLetsBothThrough() {
        assertThrows(
                ExplorationFailure.class,
                () ->
                        Explorations.check(
                                () -> {
                                    RateLimiter limiter = new RateLimiter(1, PERIOD);
                                    AtomicInteger through = new AtomicInteger();
                                    Together.Action enter =
                                            () -> {
                                                if (limiter.tryEnterCarelessly()) {
                                                    through.incrementAndGet();
                                                }
                                            };
                                    Together.run(enter, enter);
                                    assertEquals(1, through.get());
                                }));
    }
}
