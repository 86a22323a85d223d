// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.limits;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Parameter;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorsTest {

    private static final Parameter<Integer> CLIENTS =
            Parameter.integer("clients", 1, 1, 10_000, "how many there are");

    @TempDir private Path process;

    private void limit(String soft) throws IOException {
        Path open = Files.createDirectories(process.resolve("fd"));
        for (int i = 0; i < 4; i++) {
            Files.writeString(open.resolve("" + i), "");
        }
        Files.writeString(
                process.resolve("limits"),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             7                    7                    processes
                Max open files            %s                 4096                 files
                """
                        .formatted(soft));
    }

    @Test
    void asManyConnectionsAsThereIsRoomForAreAllowed() throws IOException {
        limit("1024");
        var descriptors = new Descriptors(process);

        assertThatCode(() -> descriptors.check(CLIENTS, 494, 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> descriptors.check(CLIENTS, 495, 2))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("parameter clients: 495 connections take 1022 open files")
                .hasMessageContaining("may open 1020 more")
                .hasMessageContaining("ulimit -n");
    }

    @Test
    void whereThereIsNoLimitEverythingIsAllowed() throws IOException {
        limit("unlimited");
        assertThatCode(() -> new Descriptors(process).check(CLIENTS, 10_000, 2))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Descriptors(process.resolve("none")).check(CLIENTS, 10_000, 2))
                .doesNotThrowAnyException();
    }
}
