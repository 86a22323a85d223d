// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import org.junit.jupiter.api.Test;

class ResourceUsageTest {

    @Test
    void aRusageIsReadAsTheKernelLaysItOut() {
        long[] words = {1, 500_000, 2, 250_000, 1000, 0, 0, 0, 8, 9, 0, 0, 0, 0, 0, 0, 16, 17};
        assertThat(ResourceUsage.of(words))
                .isEqualTo(
                        new ResourceUsage(1_500_000_000, 2_250_000_000L, 1_024_000, 8, 9, 16, 17));
    }

    @Test
    void twoProcessesHaveThePeakOfTheLarger() {
        var small = new ResourceUsage(1, 2, 3, 4, 5, 6, 7);
        var large = new ResourceUsage(10, 20, 30, 40, 50, 60, 70);
        assertThat(small.plus(large))
                .isEqualTo(new ResourceUsage(11, 22, 30, 44, 55, 66, 77))
                .isEqualTo(large.plus(small));
    }

    @Test
    void textIsReadBack() {
        var usage = new ResourceUsage(1, 2, 3, 4, 5, 6, 7);
        assertThat(ResourceUsage.parse(usage.written())).isEqualTo(usage);
    }

    @Test
    void thisProcessHasUsedSomething() {
        Requires.here().file("/proc/self/stat");
        assertThat(ResourceUsage.ofThisProcess())
                .hasValueSatisfying(usage -> {
                    assertThat(usage.userNanos()).isPositive();
                    assertThat(usage.peakBytes()).isGreaterThan(1_000_000);
                    assertThat(usage.minorFaults()).isPositive();
                    assertThat(usage.voluntarySwitches()).isPositive();
                });
    }
}
