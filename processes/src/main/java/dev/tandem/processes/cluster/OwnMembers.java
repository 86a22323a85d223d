// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.spi.Job;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Members that the caller has started itself, on this machine and for itself alone. Their key
 * exists for as long as they do, and reaches them through a pipe.
 */
final class OwnMembers implements AutoCloseable {

    private final Workers workers;
    private final String id;
    private final InetSocketAddress caller;
    private final String key;
    private final int cores;
    private final List<Worker> started = new ArrayList<>();

    /**
     * @param id of the workload or model whose worker's side calls {@link #serve}
     * @param caller where whoever gives them work listens
     * @param cores how many parts each computes at a time
     */
    OwnMembers(Workers workers, String id, InetSocketAddress caller, ClusterKey key, int cores) {
        this.workers = workers;
        this.id = id;
        this.caller = caller;
        this.key = Base64.getEncoder().encodeToString(key.encode());
        this.cores = cores;
    }

    /** Where anything that is on this machine alone listens. */
    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Starts one more; it joins by itself. */
    Worker start() throws InterruptedException {
        Worker worker =
                workers.start(
                        WorkerRequest.of(id, Place.text(caller), key, Integer.toString(cores)));
        started.add(worker);
        return worker;
    }

    @Override
    public void close() {
        started.forEach(Worker::close);
    }

    /** The side of the worker: a member until the caller has gone. */
    static void serve(WorkerContext context, Function<String, Job<?>> jobs, Identity identity)
            throws InterruptedException {
        List<String> arguments = context.arguments();
        ClusterKey key =
                ClusterKey.decode(
                        Base64.getDecoder().decode(arguments.get(1)),
                        "of the caller",
                        Instant.now());
        try (var _ =
                new Member(
                        loopback(),
                        new Places(List.of(arguments.getFirst())),
                        key,
                        identity,
                        Integer.parseInt(arguments.get(2)),
                        jobs,
                        doing -> {})) {
            while (context.receive().isPresent()) {
                // Until the caller has no more use for it.
            }
        }
    }
}
