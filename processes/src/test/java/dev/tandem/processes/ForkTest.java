// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Availability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fork needs of a kernel so that the pages that it copies can be counted. */
class ForkTest {

    @TempDir private Path process;

    @Test
    void aKernelThatCountsNoPagesIsNamedAsWhatIsMissing() {
        assertThat(Fork.pageCounts(process).availability())
                .isInstanceOfSatisfying(
                        Availability.Unavailable.class,
                        missing -> assertThat(missing.reason()).contains("smaps_rollup"));
    }

    @Test
    void aKernelThatCountsPagesIsEnough() throws IOException {
        Files.createFile(process.resolve("smaps_rollup"));
        assertThat(Fork.pageCounts(process).availability().isAvailable()).isTrue();
    }
}
