// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;
import java.util.List;

/** The processes of a test that must not start any. */
public final class NoProcesses implements ProcessScope {

    @Override
    public Workers workers() {
        return request -> {
            throw new TandemException.WorkerFailed(
                    "this test starts no process, yet one was asked for: " + request);
        };
    }

    @Override
    public Outcome runIsolated(RunRequest request) {
        throw new TandemException.WorkerFailed(
                "this test starts no process, yet an isolated run was asked for");
    }

    @Override
    public List<String> end() {
        return List.of();
    }
}
