// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.Seeds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * In which order the models of a round take their turns: shuffled anew for every round, so that
 * drift of the machine and what a model leaves behind for the next hit all alike. A seed makes it
 * the same every time.
 */
final class Order {

    private final RandomGenerator random;

    Order(long seed) {
        random = Seeds.stream(seed, 0);
    }

    <T> List<T> next(Collection<T> items) {
        List<T> order = new ArrayList<>(items);
        Collections.shuffle(order, random);
        return order;
    }
}
