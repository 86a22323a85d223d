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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Explore
    void letsNoMoreThroughThanItMay(int most) throws Exception {
        RateLimiter limiter = new RateLimiter(most, PERIOD);
        Together.run(
                () -> count(limiter.tryEnter()),
                () -> {
                    count(limiter.tryEnter());
                    count(limiter.tryEnter());
                });
        assertEquals(most, through.get());
    }

    private void count(boolean entered) {
        through.addAndGet(entered ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"59s, 0", "60s, 1", "120s, 1"})
    @Explore
    void beginsAnewAfterItsPeriod(String later, int more) throws Exception {
        assertTrue(limiter.tryEnter());
        Thread.sleep(Duration.parse("PT" + later));
        Together.run(this::enter, this::enter);
        assertEquals(more, through.get());
    }
}
