package com.acme;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {

    private final Pool<String> pool = new Pool<>(List.of("only"));

    @Test
    @Explore
    void lendsEachToOneAtATime() throws Exception {
        Together.run(() -> pool.giveBack(pool.take()), () -> pool.giveBack(pool.take()));
    }

    @Test
    void carelesslyItLendsWhatItDoesNotHave() {
        var failure =
                assertThrows(
                        ExplorationFailure.class,
                        () ->
                                Explorations.check(
                                        () -> {
                                            Pool<String> pool = new Pool<>(List.of("only"));
                                            Together.run(
                                                    () -> pool.giveBack(pool.takeCarelessly()),
                                                    () -> pool.giveBack(pool.takeCarelessly()));
                                        }));
        assertTrue(failure.getMessage().contains("NoSuchElementException"));
    }
}
