// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import java.util.List;

/**
 * Which model to take. Each list holds whole sentences.
 *
 * @param reasons why
 * @param price what it costs
 * @param changes what would change it
 */
public record Advice(
        String model, List<String> reasons, List<String> price, List<String> changes) {}
