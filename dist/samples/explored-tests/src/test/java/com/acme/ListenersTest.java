package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    @Explore
    void areToldOfEachEvent() throws Exception {
        AtomicInteger told = new AtomicInteger();
        listeners.add(told::incrementAndGet);
        Together.run(listeners::tell, listeners::tell);
        assertEquals(2, told.get());
    }

    @Test
    @Explore
    void canBringOthersWhileTheyAreTold() throws Exception {
        listeners.add(() -> listeners.add(() -> {}));
        Together.run(listeners::tell, listeners::tell);
    }

    @Test
    @Explore
    void ofWhomNoneIsLost() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Together.run(
                () -> listeners.add(told::incrementAndGet),
                () -> listeners.add(told::incrementAndGet));
        listeners.tell();
        assertEquals(2, told.get());
    }

    @Test
    void whoComesMeanwhileIsToldOrNot() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            Listeners listeners = Listeners.create();
                            AtomicInteger told = new AtomicInteger();
                            Together.run(
                                    () -> listeners.add(told::incrementAndGet), listeners::tell);
                            return told.get();
                        });
        assertEquals(Set.of("0", "1"), outcomes.labels(), outcomes.toString());
    }
}
