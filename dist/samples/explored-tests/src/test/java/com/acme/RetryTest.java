package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.junit.Explore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Explore
    void triesAsOftenAsItMay(int attempts) {
        Retry retry = new Retry(attempts, Duration.ofDays(1));
        assertThrows(IllegalStateException.class, () -> retry.call(this::fail));
        assertEquals(attempts, calls.get());
    }

    private int fail() {
        calls.incrementAndGet();
        throw new IllegalStateException("never");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2"})
    @Explore
    void pausesInBetween(int attempts, int hours) {
        long start = System.nanoTime();
        Retry retry = new Retry(attempts, Duration.ofHours(1));
        assertThrows(IllegalStateException.class, () -> retry.call(this::fail));
        assertEquals(hours, Duration.ofNanos(System.nanoTime() - start).toHours());
    }

    @Test
    @Explore
    void doesNotTryAgainWhatFailsOtherwise() {
        assertThrows(
                IOException.class,
                () ->
                        retry.call(
                                () -> {
                                    calls.incrementAndGet();
                                    throw new IOException("gone");
                                }));
        assertEquals(1, calls.get());
    }
}
