package com.acme;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final Listeners listeners = Listeners.create();

    @Test
    @Explore
    void comeWhileOthersAreTold() throws Exception {
        Together.run(() -> listeners.add(() -> {}), listeners::tell);
    }

    @Test
    void inAPlainListCannot() {
        assertThrows(
                ExplorationFailure.class,
                () ->
                        Explorations.check(
                                () -> {
                                    Listeners listeners = Listeners.createCarelessly();
                                    Together.run(() -> listeners.add(() -> {}), listeners::tell);
                                }));
    }
}
