// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

/**
 * What one run of a model took.
 *
 * @param round counted from 1; samples of different models with the same number were taken side by
 *     side
 * @param nanos from the start of the run until every part was done
 */
public record Sample(int round, long nanos, Usage usage) {}
