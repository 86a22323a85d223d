// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Map;

/**
 * A comparison beside one that was made before.
 *
 * @param file where the earlier times are from
 * @param otherMachine in what its machine differs from this one, in words; empty when it is the
 *     same
 * @param differences by the model, of those that were measured both times
 */
public record Against(String file, String otherMachine, Map<String, Difference> differences) {

    /**
     * @throws dev.tandem.spi.TandemException.Usage when no model was measured both times
     */
    public static Against of(String file, Export before, ComparisonReport now) {
        return new Against(
                file,
                before.differenceFrom(now.machine()),
                before.comparedWith(Export.of(now), file));
    }
}
