// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** What a worker process does once it knows what it shall be. */
@FunctionalInterface
interface Role {

    void play(ChildSide side) throws Exception;

    /**
     * The role for an id: to run a workload whole, that of the workload or model, or one that is
     * neither.
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
                .or(() -> other(id))
                .<Role>map(body -> body::work)
                .orElseThrow(() ->
                        new TandemException.Usage(
                                executable
                                        + " has no workload or model '"
                                        + id
                                        + "' with a worker's side"));
    }

    private static Optional<WorkerBody> other(String id) {
        return ServiceLoader.load(WorkerRole.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(role -> role.id().equals(id))
                .map(WorkerBody.class::cast)
                .findFirst();
    }
}
