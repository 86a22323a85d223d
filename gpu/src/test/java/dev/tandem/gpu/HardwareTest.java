// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.gpu.Hardware.Cache;
import dev.tandem.gpu.Hardware.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareTest {

    @TempDir private Path system;

    private void write(String file, String text) throws IOException {
        Path path = system.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void cache(int index, int level, String type, String size) throws IOException {
        String folder = "cpu/cpu0/cache/index" + index + "/";
        write(folder + "level", Integer.toString(level));
        write(folder + "type", type);
        write(folder + "size", size);
    }

    @Test
    void cachesOfDataAreReadInTheirOrder() throws IOException {
        cache(3, 3, "Unified", "32M");
        cache(0, 1, "Data", "48K");
        cache(1, 1, "Instruction", "32K");

        assertThat(new Hardware(system).caches())
                .containsExactly(new Cache(1, 48 << 10), new Cache(3, 32 << 20));
    }

    @Test
    void nodesWithoutProcessorsAreLeftOut() throws IOException {
        write("node/node1/cpulist", "4-7");
        write("node/node0/cpulist", "0-3,8");
        write("node/node2/cpulist", "");

        assertThat(new Hardware(system).nodes())
                .containsExactly(new Node("node0", "0-3,8"), new Node("node1", "4-7"));
    }

    @Test
    void aSystemThatTellsNothingHasNothing() throws IOException {
        var hardware = new Hardware(system);
        assertThat(hardware.caches()).isEmpty();
        assertThat(hardware.nodes()).isEmpty();
    }
}
