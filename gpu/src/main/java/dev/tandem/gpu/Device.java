// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A processor that runs kernels, with the limits that it states itself.
 *
 * @param platform the name of the OpenCL implementation that drives it
 * @param kind what sort of processor it is
 * @param version of OpenCL, as the device words it
 * @param available whether it can be used now
 * @param units compute units, which run work groups at the same time
 * @param megahertz the greatest clock rate; 0 when the device does not tell
 * @param memory bytes that all work groups share
 * @param localMemory bytes that the items of one work group share
 * @param largestBuffer bytes
 * @param largestGroup work items in a work group
 * @param largestGroupBySize the same for each dimension
 * @param doubles whether it computes with 64-bit floating point numbers
 */
record Device(
        String platform,
        String name,
        Kind kind,
        String version,
        String driver,
        boolean available,
        int units,
        int megahertz,
        long memory,
        long localMemory,
        long largestBuffer,
        long largestGroup,
        List<Long> largestGroupBySize,
        boolean doubles) {

    /** What OpenCL tells apart. */
    enum Kind {
        CPU,
        GPU,
        ACCELERATOR,
        OTHER
    }

    boolean isGpu() {
        return kind == Kind.GPU && available;
    }

    /** Everything, in the order in which it is to be shown. */
    Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("platform", platform);
        limits.put("name", name);
        limits.put("kind", kind.toString());
        limits.put("version", version);
        limits.put("driver", driver);
        limits.put("available", available);
        limits.put("computeUnits", units);
        limits.put("megahertz", megahertz);
        limits.put("memoryBytes", memory);
        limits.put("localMemoryBytes", localMemory);
        limits.put("largestBufferBytes", largestBuffer);
        limits.put("largestGroup", largestGroup);
        limits.put("largestGroupBySize", largestGroupBySize);
        limits.put("doubles", doubles);
        return limits;
    }
}
