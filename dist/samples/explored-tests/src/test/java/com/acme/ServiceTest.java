package com.acme;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.junit.ExplorationFailure;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
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
}
