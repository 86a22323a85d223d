// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.TandemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A processor that runs kernels, with the limits that it states itself.
 *
 * @param id by which OpenCL knows it
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
        Id id,
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

    /** The handles of a device and of the platform that drives it. */
    record Id(long platform, long device) {}

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

    /**
     * Says that buffers of these sizes do not fit, before the first of them is made.
     *
     * @throws TandemException.Missing when one is too large, or all together are
     */
    void mustHold(long... bytes) {
        long largest = LongStream.of(bytes).max().orElse(0);
        long all = LongStream.of(bytes).sum();
        if (largest > largestBuffer) {
            throw tooSmall(
                    "a buffer of " + mebibytes(largest), mebibytes(largestBuffer) + " in one");
        }
        if (all > memory) {
            throw tooSmall("buffers of " + mebibytes(all), mebibytes(memory) + " in all");
        }
    }

    private TandemException.Missing tooSmall(String wanted, String there) {
        return new TandemException.Missing(
                "it takes " + wanted + ", and " + name + " has " + there,
                "ask for less, or for another device");
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", Math.ceilDiv(bytes, 1L << 20));
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
