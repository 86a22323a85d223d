// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FractalTest {

    @TempDir private Path folder;

    private Runs small() {
        OnDevice.best();
        return Runs.of(new Fractal()).with("width", 96).with("height", 64);
    }

    @Test
    void thePictureIsWrittenAndShown() throws Exception {
        Path file = folder.resolve("set.png");
        Outcome.Observed observed = small().with("picture", file).observe();

        assertThat(observed.label()).isEqualTo("drawn");
        assertThat(((Sketch) observed.evidence().get("picture")).text()).contains("@@@@@@");
        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsNamed() {
        RunReport report = small().with("picture", folder.resolve("no/where.png")).report();
        assertThat(((Outcome.Failed) report.outcome()).error())
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageEndingWith("where.png' cannot be written; name another file");
    }
}
