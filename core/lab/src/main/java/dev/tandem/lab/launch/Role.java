// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.stream.Stream;

/** What a worker process does once it knows what it shall be. */
@FunctionalInterface
interface Role {

    void play(ChildSide side) throws Exception;

    /**
     * The role for an id: that of the workload or model, or to run a workload whole.
     *
     * @throws TandemException.Usage when this executable has nothing of the kind
     */
    static Role of(String id, Catalogue catalogue, String executable) {
        if (id.equals(IsolatedRun.ID)) {
            return side -> IsolatedRun.work(side, catalogue, new Launcher(executable, Launch.AUTO));
        }
        return Stream.concat(catalogue.findWorkload(id).stream(), catalogue.findModel(id).stream())
                .filter(WorkerBody.class::isInstance)
                .map(WorkerBody.class::cast)
                .findFirst()
                .<Role>map(body -> body::work)
                .orElseThrow(() ->
                        new TandemException.Usage(
                                executable
                                        + " has no workload or model '"
                                        + id
                                        + "' with a worker's side"));
    }
}
