// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * What a model may use.
 *
 * @param parallelism how many processors to plan for; at least 1
 * @param workers starts worker processes, which are ended at the latest when the comparison is
 */
public record Resources(int parallelism, Workers workers) {}
