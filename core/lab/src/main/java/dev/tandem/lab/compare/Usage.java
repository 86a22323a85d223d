// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.OptionalLong;

/**
 * What a run has used of the machine; a value is empty where the system does not tell.
 *
 * @param cpuNanos processor time of this process and of all that descend from it, the ended ones
 *     included
 * @param peakBytes the most memory that this process had resident at once
 * @param descendantsPeakBytes the same of each living descendant, added up
 */
public record Usage(
        OptionalLong cpuNanos, OptionalLong peakBytes, OptionalLong descendantsPeakBytes) {

    static final Usage UNKNOWN =
            new Usage(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
