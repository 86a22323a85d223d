// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.Workers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeCommandTest {

    private final StringWriter out = new StringWriter();

    /** Processes that are not there, or that are waited for in vain. */
    private record Absent(Launch cancelled) implements ProcessScope {

        @Override
        public Workers workers() {
            return request -> {
                if (request.launch() == cancelled) {
                    throw new InterruptedException("cancelled");
                }
                throw new Missing("there is none", "get one");
            };
        }

        @Override
        public Outcome runIsolated(RunRequest request) {
            throw new AssertionError("nothing is run by itself");
        }

        @Override
        public List<String> end() {
            return List.of();
        }
    }

    private int time(Launch cancelled) {
        var cli =
                new Cli(
                        "tandem",
                        () -> Catalogue.of(List.of(new Sample()), List.of(new SequentialModel())),
                        launch -> sink -> new Absent(cancelled),
                        Input.NONE,
                        new PrintWriter(out),
                        new PrintWriter(new StringWriter()),
                        Screen.NONE,
                        Screen.NONE);
        return CommandLines.execute(cli, Optional.empty(), "time", "sample.ends");
    }

    @Test
    void whatWasTimedBeforeAnInterruptIsTold() {
        assertThat(time(Launch.NATIVE)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(out.toString())
                .contains("JVM: not available: there is none; get one")
                .doesNotContain("native");
    }

    @Test
    void anInterruptBeforeThatTellsNothing() {
        assertThat(time(Launch.JVM_UNCACHED)).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(out.toString()).isEmpty();
    }
}
