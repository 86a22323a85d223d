// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.gpu.Device.Kind;
import dev.tandem.spi.TandemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {

    private static final Device PROCESSOR = device("Some CPU", Kind.CPU, true);
    private static final Device CARD = device("Some Card", Kind.GPU, true);
    private static final Device BUSY = device("Other Card", Kind.GPU, false);
    private static final List<Device> ALL = List.of(PROCESSOR, BUSY, CARD);

    static Device device(String name, Kind kind, boolean available) {
        return new Device(
                new Device.Id(1, 2),
                "A Platform",
                name,
                kind,
                "OpenCL 3.0",
                "1",
                available,
                4,
                1000,
                4L << 20,
                1 << 15,
                2L << 20,
                256,
                List.of(256L, 256L, 64L),
                true);
    }

    @Test
    void theBestIsAGpuThatCanBeUsed() {
        assertThat(DeviceChoice.among(ALL, "best")).isEqualTo(CARD);
        assertThat(DeviceChoice.among(List.of(PROCESSOR), "best")).isEqualTo(PROCESSOR);
    }

    @Test
    void aDeviceIsNamedByItsNumberOrAPartOfItsName() {
        assertThat(DeviceChoice.among(ALL, "1")).isEqualTo(PROCESSOR);
        assertThat(DeviceChoice.among(ALL, "some cpu")).isEqualTo(PROCESSOR);
        assertThat(DeviceChoice.among(ALL, "a platform")).isEqualTo(CARD);
    }

    @Test
    void aDeviceThatIsNotThereIsAnsweredWithThoseThatAre() {
        for (String wanted : List.of("9", "0", "nothing of the kind", "Other")) {
            assertThatThrownBy(() -> DeviceChoice.among(ALL, wanted))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining("'" + wanted + "'")
                    .hasMessageContaining("3 (Some Card)");
        }
    }

    @Test
    void whatDoesNotFitIsSaidWithBothSizes() {
        assertThatThrownBy(() -> CARD.mustHold(1, 3L << 20))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("a buffer of 3 MiB")
                .hasMessageContaining("has 2 MiB in one");
        assertThatThrownBy(() -> CARD.mustHold(2L << 20, 2L << 20, 1))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("buffers of 5 MiB")
                .hasMessageContaining("has 4 MiB in all");
        assertThatCode(() -> CARD.mustHold(2L << 20, 2L << 20)).doesNotThrowAnyException();
    }
}
