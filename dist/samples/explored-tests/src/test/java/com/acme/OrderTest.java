package com.acme;

import static com.acme.Order.State.CANCELLED;
import static com.acme.Order.State.PAID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    private final Order order = new Order();
    private final AtomicInteger changes = new AtomicInteger();

    private void change(Order.State next) {
        if (order.become(next)) {
            changes.incrementAndGet();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Order.State.class,
            names = {"PAID", "CANCELLED"})
    @Explore
    void changesOnce(Order.State next) throws Exception {
        Together.run(() -> change(PAID), () -> change(next));
        assertEquals(1, changes.get());
    }

    @Test
    void carelesslyBothAreToldThatTheyWereFirst() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            Order order = new Order();
                            AtomicInteger first = new AtomicInteger();
                            Together.run(
                                    () -> first.addAndGet(order.becomeCarelessly(PAID) ? 1 : 0),
                                    () ->
                                            first.addAndGet(
                                                    order.becomeCarelessly(CANCELLED) ? 1 : 0));
                            return first.get();
                        });
        assertEquals(Set.of("1", "2"), outcomes.labels(), outcomes.toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = Order.State.class,
            names = {"PAID", "CANCELLED"})
    @Explore
    void staysWhatItIs(Order.State first) throws Exception {
        order.become(first);
        Together.run(() -> change(PAID), () -> change(CANCELLED));
        assertEquals(first, order.state());
        assertEquals(0, changes.get());
    }

    @Test
    void becomesEither() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            Order order = new Order();
                            Together.run(() -> order.become(PAID), () -> order.become(CANCELLED));
                            return order.state();
                        });
        assertEquals(Set.of("PAID", "CANCELLED"), outcomes.labels(), outcomes.toString());
    }
}
