// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Bars.Bar;
import dev.tandem.testkit.Runs;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketSaleTest {

    @ParameterizedTest
    @ValueSource(strings = {"delay", "no-delay", "fair"})
    void allTicketsAreSoldOnce(String variant) {
        Observed seen = Runs.of(new TicketSale()).variant(variant).with("tickets", 50).observe();

        assertThat(seen.evidence()).containsEntry("sold", 50L).containsEntry("left", 0);
        assertThat(shares(seen).mapToDouble(Bar::value).sum()).isEqualTo(50);
    }

    @Test
    void oneSellerAloneSellsAll() {
        Observed seen = Runs.of(new TicketSale()).with("sellers", 1).observe();

        assertThat(seen.label()).isEqualTo("monopoly");
        assertThat(shares(seen)).containsExactly(new Bar("seller-1", 100));
    }

    @Test
    void withoutARestTheOneThatGivesThePermitBackTakesItAgain() {
        Runs sale = Runs.of(new TicketSale()).variant("no-delay");

        await().until(sale::observe, seen -> seen.label().equals("monopoly"));
    }

    @Test
    void aFairSemaphoreSharesOut() {
        Runs sale = Runs.of(new TicketSale()).variant("fair");

        await().until(sale::observe, seen -> seen.label().equals("shared"));
    }

    private static Stream<Bar> shares(Observed seen) {
        return ((Bars) seen.evidence().get("shares")).bars().stream();
    }
}
