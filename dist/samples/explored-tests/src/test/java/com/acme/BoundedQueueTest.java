package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedQueueTest {

    private static void putBoth(BoundedQueue<String> queue) throws InterruptedException {
        queue.put("first");
        queue.put("second");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
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

    @Test
    @Explore
    void whoComesFirstWaits() throws Exception {
        BoundedQueue<String> queue = new BoundedQueue<>(1);
        Together.run(() -> assertEquals("only", queue.take()), () -> queue.put("only"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Explore
    void givesEachToOne(int capacity) throws Exception {
        BoundedQueue<String> queue = new BoundedQueue<>(capacity);
        putBoth(queue);
        String[] taken = new String[2];
        Together.run(() -> taken[0] = queue.take(), () -> taken[1] = queue.take());
        assertNotEquals(taken[0], taken[1]);
    }

    @Test
    @Explore
    void hasWhatComesFromTwo() throws Exception {
        BoundedQueue<String> queue = new BoundedQueue<>(2);
        Together.run(() -> queue.put("one"), () -> queue.put("other"));
        assertEquals(Set.of("one", "other"), Set.of(queue.take(), queue.take()));
    }

    @Test
    void carelesslyNobodyNoticesAsLongAsThereIsRoom() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            BoundedQueue<String> queue = new BoundedQueue<>(2);
                            Together.run(
                                    () -> putBoth(queue),
                                    () -> {
                                        queue.takeCarelessly();
                                        queue.takeCarelessly();
                                    });
                            return "done";
                        });
        assertEquals(Set.of("done"), outcomes.labels(), outcomes.toString());
    }
}
