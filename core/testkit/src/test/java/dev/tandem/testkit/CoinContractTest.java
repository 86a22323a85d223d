// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import dev.tandem.lab.catalogue.Catalogue;
import java.util.List;
import java.util.Map;

/** The contract suite on a chapter that keeps it. */
class CoinContractTest extends ChapterContract {

    CoinContractTest() {
        super(
                Catalogue.of(
                        List.of(
                                Coin.chapter(
                                        new Coin(
                                                List.of(
                                                        Coin.HEADS,
                                                        Coin.TAILS,
                                                        Coin.EDGE.unseen("it always falls")),
                                                -1))),
                        List.of()));
    }

    @Override
    protected List<Map<String, String>> alsoWith(String id) {
        return List.of(Map.of("turned", "true"));
    }
}
