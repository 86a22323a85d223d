package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedQueueTest {

    private static void putBoth(BoundedQueue<String> queue) throws InterruptedException {
        queue.put("first");
        queue.put("second");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Explore
    void keepsTheOrder(int capacity) throws Exception {
        BoundedQueue<String> queue = new BoundedQueue<>(capacity);
        Together.run(
                () -> putBoth(queue),
                () -> {
                    assertEquals("first", queue.take());
                    assertEquals("second", queue.take());
                });
    }

    @Test
    void carelesslyWhoWaitsForRoomWaitsForEver() {
        var failure =
                assertThrows(
                        ExplorationFailure.class,
                        () ->
                                Explorations.check(
                                        () -> {
                                            BoundedQueue<String> queue = new BoundedQueue<>(1);
                                            Together.run(
                                                    () -> putBoth(queue),
                                                    () -> {
                                                        queue.takeCarelessly();
                                                        queue.takeCarelessly();
                                                    });
                                        }));
        assertTrue(failure.getMessage().contains("deadlock"), failure.getMessage());
    }
}
