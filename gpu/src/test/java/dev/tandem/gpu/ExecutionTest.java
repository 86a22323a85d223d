// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionTest {

    private static final int SLICE = 256;

    private final Device device = OnDevice.best();
    private final DeviceWork<float[]> work = open(new VectorAdd());

    private static DeviceWork<float[]> open(VectorAdd job) {
        return job.open(
                Parameters.of(
                        job.spec().parameters(),
                        Map.of("elements", "1000", "slice", Integer.toString(SLICE))),
                7);
    }

    /** The same device, if it had no larger buffers. */
    private Device with(long largestBuffer) {
        return new Device(
                device.id(),
                device.platform(),
                device.name(),
                device.kind(),
                device.version(),
                device.driver(),
                device.available(),
                device.units(),
                device.megahertz(),
                device.memory(),
                device.localMemory(),
                largestBuffer,
                device.largestGroup(),
                device.largestGroupBySize(),
                device.doubles());
    }

    @Test
    void whatDoesNotFitAtOnceIsComputedInSeveralLaunches() throws InterruptedException {
        List<float[]> results = new ArrayList<>();
        try (Execution<float[]> execution = Execution.of(work, with(SLICE * Float.BYTES))) {
            execution.run((index, result) -> results.add(index, result));
        }
        assertThat(results).hasSize(4);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i)).isEqualTo(work.part(i));
        }
    }

    @Test
    void aPartThatDoesNotFitIsRefusedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> Execution.of(work, with(SLICE * Float.BYTES - 1)))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("a buffer of 1 MiB");
    }

    @Test
    void anInterruptEndsARunBeforeItsNextLaunch() {
        try (Execution<float[]> execution = Execution.of(work, device)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> execution.run((index, result) -> {}))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(Thread.interrupted()).isFalse();
    }
}
