package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.junit.Explore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Time is virtual: an hour of pauses takes no time. */
class RetryTest {

    private final Retry retry = new Retry(3, Duration.ofHours(1));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    @Explore
    void triesAgainUntilItWorks() throws Exception {
        String answer =
                retry.call(
                        () -> {
                            if (calls.incrementAndGet() < 3) {
                                throw new IllegalStateException("not yet");
                            }
                            return "done";
                        });
        assertEquals("done", answer);
    }

    @Test
    @Explore
    void givesUpAfterAllAttempts() {
        assertThrows(
                IllegalStateException.class,
                () ->
                        retry.call(
                                () -> {
                                    calls.incrementAndGet();
                                    throw new IllegalStateException("never");
                                }));
        assertEquals(3, calls.get());
    }
}
