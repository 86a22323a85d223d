package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceTest {

    private final Service service = new Service();

    @Test
    @Explore
    void isNotUsedAfterItWasClosed() throws Exception {
        Together.run(service::handle, service::shutDown);
    }

    @Test
    void carelesslyItIs() {
        var failure =
                assertThrows(
                        ExplorationFailure.class,
                        () ->
                                Explorations.check(
                                        () -> {
                                            Service service = new Service();
                                            Together.run(
                                                    service::handleCarelessly, service::shutDown);
                                        }));
        assertTrue(failure.getMessage().contains("used after it was closed"));
    }

    @Test
    @Explore
    void handlesTwoAtATime() throws Exception {
        Together.run(() -> assertTrue(service.handle()), () -> assertTrue(service.handle()));
    }

    @Test
    @Explore
    void acceptsNothingOnceItIsShutDown() throws Exception {
        service.shutDown();
        Together.run(() -> assertFalse(service.handle()), () -> assertFalse(service.handle()));
    }

    @Test
    @Explore
    void canBeShutDownByTwo() throws Exception {
        Together.run(service::shutDown, service::shutDown);
        assertFalse(service.handle());
    }

    @Test
    void acceptsOrRefusesWhatComesMeanwhile() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            Service service = new Service();
                            boolean[] accepted = new boolean[1];
                            Together.run(
                                    () -> accepted[0] = service.handle(), service::shutDown);
                            return accepted[0];
                        });
        assertEquals(Set.of("true", "false"), outcomes.labels(), outcomes.toString());
    }
}
