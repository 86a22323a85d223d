// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private final RunReport report = Runs.of(new Devices()).report();

    @Test
    void everyDeviceStatesItsLimits() {
        if (report.outcome() instanceof Outcome.Unavailable unavailable) {
            abort(unavailable.reason());
        }
        var observed = (Outcome.Observed) report.outcome();

        @SuppressWarnings("unchecked")
        var devices = (List<Map<String, Object>>) observed.evidence().get("devices");
        assertThat(devices)
                .isNotEmpty()
                .allSatisfy(device -> {
                    assertThat((String) device.get("name")).isNotBlank().doesNotContain("\0");
                    assertThat((String) device.get("version")).startsWith("OpenCL ");
                    assertThat((int) device.get("computeUnits")).isPositive();
                    assertThat((long) device.get("memoryBytes"))
                            .isGreaterThanOrEqualTo((long) device.get("largestBufferBytes"));
                    assertThat((long) device.get("largestGroup")).isPositive();
                    assertThat((List<?>) device.get("largestGroupBySize"))
                            .hasSizeGreaterThanOrEqualTo(3);
                });
        assertThat(observed.label().equals("gpu"))
                .isEqualTo(devices.stream().anyMatch(device -> device.get("kind").equals("GPU")));
        assertThat(Runs.texts(report)).hasSameSizeAs(devices);
    }
}
