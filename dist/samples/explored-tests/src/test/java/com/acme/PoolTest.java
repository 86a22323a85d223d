package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Explore
    void hasAllThatIsGivenBack(int size) throws Exception {
        Pool<String> pool = new Pool<>(List.of("one", "other").subList(0, size));
        Together.run(() -> pool.giveBack(pool.take()), () -> pool.giveBack(pool.take()));
        Set<String> all = new HashSet<>();
        for (int i = 0; i < size; i++) {
            all.add(pool.take());
        }
        assertEquals(size, all.size());
    }

    @Test
    @Explore
    void lendsTwoToTwo() throws Exception {
        Pool<String> pool = new Pool<>(List.of("one", "other"));
        String[] lent = new String[2];
        Together.run(() -> lent[0] = pool.take(), () -> lent[1] = pool.take());
        assertNotEquals(lent[0], lent[1]);
    }

    @Test
    @Explore
    void whoWaitsGetsWhatComesBack() throws Exception {
        String lent = pool.take();
        Together.run(() -> assertEquals(lent, pool.take()), () -> pool.giveBack(lent));
    }

    @Test
    void twoWhoNeedTwoEachMayWaitForEver() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            Pool<String> pool = new Pool<>(List.of("one", "other"));
                            Together.Action both =
                                    () -> {
                                        String one = pool.take();
                                        pool.giveBack(pool.take());
                                        pool.giveBack(one);
                                    };
                            Together.run(both, both);
                            return "done";
                        });
        assertEquals(Set.of("done", "deadlock"), outcomes.labels(), outcomes.toString());
    }
}
