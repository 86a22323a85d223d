// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Plan;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members of a cluster, each a process on this or on another machine. A member that dies loses
 * nothing: its parts are given to others. One that joins gets parts at once.
 *
 * <p>Without more it starts two members of its own on this machine. {@value #MEMBERS} and {@value
 * #KEY} name those of a cluster that is there, and its key.
 */
public final class ClusterModel implements ExecutionModel, WorkerBody {

    static final String ID = "cluster";

    /** Where the members are, separated by commas. */
    static final String MEMBERS = "TANDEM_MEMBERS";

    /** The file of their key. */
    static final String KEY = "TANDEM_KEY";

    /** The address of this machine that members reach; the loopback unless it is given. */
    static final String LISTEN = "TANDEM_LISTEN";

    private static final int OWN_MEMBERS = 2;
    private static final int CORES_FOR_WAITING = 4;
    private static final int CHUNKS_A_CORE = 32;
    private static final Duration JOINING = Duration.ofSeconds(30);
    private static final Duration KEY_IS_VALID = Duration.ofDays(7);

    private final Map<String, String> environment;

    public ClusterModel() {
        this(System.getenv());
    }

    ClusterModel(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Members of a cluster";
    }

    @Override
    public String description() {
        return "Gives chunks of parts to the members of a cluster over TLS: "
                + OWN_MEMBERS
                + " of its own on this machine, or those that "
                + MEMBERS
                + " names.";
    }

    /** How many parts members elsewhere have under way is known when they are joined. */
    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        int own = Math.min(job.size(), OWN_MEMBERS * cores(job, parallelism));
        return Optional.of(
                new Plan(Plan.Place.MACHINES, environment.containsKey(MEMBERS) ? job.size() : own));
    }

    private static int cores(JobRun<?> job, int parallelism) {
        return job.spec().bound() == Bound.IO
                ? CORES_FOR_WAITING
                : Math.max(1, parallelism / OWN_MEMBERS);
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) throws InterruptedException {
        Identity identity = Identity.of(Catalogue.discover(List.of()));
        Optional<String> members = Optional.ofNullable(environment.get(MEMBERS));
        return members.isPresent()
                ? joined(job, identity, List.of(members.get().split(",", -1)))
                : started(job, identity, resources);
    }

    private Session joined(JobRun<?> job, Identity identity, List<String> texts)
            throws InterruptedException {
        Places places = new Places(texts);
        ClusterKey key =
                ClusterKey.load(
                        Path.of(environment.getOrDefault(KEY, Clusters.KEY_FILE)), Instant.now());
        InetSocketAddress own =
                Optional.ofNullable(environment.get(LISTEN))
                        .map(Place::own)
                        .orElseGet(OwnMembers::loopback);
        var caller = new Caller(own, places, key, identity);
        boolean open = false;
        try {
            if (!caller.await(1, Clusters.PATIENCE)) {
                throw caller.nobody(places, key);
            }
            open = true;
            return new CallerSession(caller, Optional.empty(), job);
        } finally {
            if (!open) {
                caller.close();
            }
        }
    }

    private static Session started(JobRun<?> job, Identity identity, Resources resources)
            throws InterruptedException {
        int cores = cores(job, resources.parallelism());
        ClusterKey key = ClusterKey.create(Instant.now(), KEY_IS_VALID);
        var caller = new Caller(OwnMembers.loopback(), Places.NONE, key, identity);
        var members = new OwnMembers(resources.workers(), ID, caller.node().place(), key, cores);
        boolean open = false;
        try {
            for (int i = 0; i < OWN_MEMBERS; i++) {
                members.start();
            }
            if (!caller.await(OWN_MEMBERS, JOINING)) {
                throw new WorkerFailed("the members that were started have not joined");
            }
            open = true;
            return new CallerSession(caller, Optional.of(members), job);
        } finally {
            if (!open) {
                members.close();
                caller.close();
            }
        }
    }

    private record CallerSession(Caller caller, Optional<OwnMembers> members, JobRun<?> job)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws InterruptedException {
            long[] digests = new long[job.size()];
            int chunks =
                    Math.max(
                            caller.cores() * CHUNKS_A_CORE,
                            Math.ceilDiv(job.size(), Message.MOST_PARTS));
            var begin = new Begin(0, job.id(), job.seed(), job.work().parameters().asText());
            caller.run(
                    begin,
                    Chunk.split(job.size(), chunks),
                    (chunk, results, member) -> {
                        System.arraycopy(results, 0, digests, chunk.from(), chunk.size());
                        progress.advanced(chunk.size());
                    });
            return new JobResult(digests);
        }

        @Override
        public void close() {
            members.ifPresent(OwnMembers::close);
            caller.close();
        }
    }

    /** The side of a member of one's own. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        OwnMembers.serve(context, context::job, Identity.of(Catalogue.discover(List.of())));
    }
}
