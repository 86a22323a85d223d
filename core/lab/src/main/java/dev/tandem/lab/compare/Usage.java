// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.OptionalLong;

/**
 * What a run has used of the machine; a value is empty where the system does not tell.
 *
 * @param cpuNanos processor time of all threads of this process, of its living descendants and of
 *     the children that have ended
 * @param allocatedBytes what was allocated on the heap of this process, whether or not it has been
 *     collected since
 * @param workersPeakBytes the most memory that each worker process of the model had resident at
 *     once, added up; empty when it has none
 */
public record Usage(
        OptionalLong cpuNanos, OptionalLong allocatedBytes, OptionalLong workersPeakBytes) {

    static final Usage UNKNOWN =
            new Usage(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
