// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.Count;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Work;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgroups.Address;

/**
 * Members of a cluster, one of them killed in the middle of the work and another one joining. Look
 * at who did how many parts, and at {@code lost} and {@code doubled}.
 *
 * <pre>{@code tandem run processes.cluster}</pre>
 */
public final class Cluster implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Members of a cluster come and go, and nobody can be asked whether a silent one is dead
            or slow. So the caller keeps a book: what is to do, what is given out to whom, what is
            done. What a lost member had is given to others, and of several results for one part
            the first counts. That needs no agreement among the members, as long as a part has no
            effect beside its result.
            """;

    private static final Parameter<Integer> MEMBERS =
            integer("members", 3, 2, 4, "how many members there are at first");
    private static final Parameter<Integer> PARTS =
            integer("parts", 120, 12, 10_000, "how many parts the work has");

    private static final Label COMPLETE =
            acceptable("complete", "every part counted once, whoever was lost");
    private static final Label WRONG =
            forbidden("wrong", "a part counted never or twice, or has a result that is not its own")
                    .unseen("the explorer has proved the book");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.cluster", "A cluster whose members come and go", LESSON)
                    .with(MEMBERS, PARTS)
                    .with(COMPLETE, WRONG)
                    .build();

    private static final Duration JOINING = Duration.ofMinutes(1);
    private static final Identity IDENTITY = new Identity(SPEC.id(), 0);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    /** Long enough to be killed in the middle of it. */
    private static long part(int index) throws InterruptedException {
        Thread.sleep(10);
        return (long) index * index;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int parts = context.get(PARTS);
        ClusterKey key = ClusterKey.create(Instant.now(), Duration.ofDays(1));
        try (var caller = new Caller(OwnMembers.loopback(), Places.NONE, key, IDENTITY);
                var members =
                        new OwnMembers(
                                context.workers(), SPEC.id(), caller.node().place(), key, 1)) {
            Worker victim = members.start();
            for (int i = 1; i < context.get(MEMBERS); i++) {
                members.start();
            }
            if (!caller.await(context.get(MEMBERS), JOINING)) {
                throw new WorkerFailed("the members that were started have not joined");
            }
            context.event(context.get(MEMBERS) + " members have joined");
            var tally = new Tally(context, parts, members, victim);
            var begin = new Begin(0, SPEC.id(), context.seed(), Map.of(PARTS.name(), "" + parts));
            List<Chunk> chunks = Chunk.split(parts, parts);
            caller.run(begin, chunks.subList(0, parts / 2), tally);
            if (!caller.await(tally::isWhole, JOINING)) {
                throw new WorkerFailed("no other member has come in the place of the killed one");
            }
            caller.run(begin, chunks.subList(parts / 2, parts), tally);
            return tally.outcome();
        }
    }

    /** Counts the results, and sees to what happens in the middle of the work. */
    private static final class Tally implements Caller.Taker {

        private final RunContext context;
        private final OwnMembers members;
        private final Worker victim;
        private final int[] counts;
        private final Map<Address, Integer> byMember = new LinkedHashMap<>();
        private int taken;
        private int wrong;
        private final Set<Address> lost = new HashSet<>();
        private final Set<Address> joined = new HashSet<>();
        private Set<Address> present = Set.of();

        Tally(RunContext context, int parts, OwnMembers members, Worker victim) {
            this.context = context;
            this.members = members;
            this.victim = victim;
            counts = new int[parts];
        }

        @Override
        public void take(Chunk chunk, long[] digests, Address member) throws InterruptedException {
            counts[chunk.from()]++;
            wrong += digests[0] == (long) chunk.from() * chunk.from() ? 0 : 1;
            byMember.merge(member, 1, Integer::sum);
            taken++;
            if (taken == Math.max(1, counts.length / 4)) {
                victim.process().destroyForcibly();
                context.event(
                        "kills process " + victim.pid() + " after " + Count.of(taken, "result"));
                context.event("starts process " + members.start().pid());
            }
        }

        @Override
        public void present(Set<Address> now) {
            if (!present.isEmpty() && !now.equals(present)) {
                lost.addAll(less(present, now));
                joined.addAll(less(now, present));
                context.event(now.size() + " members are there, " + present.size() + " were");
            }
            present = now;
        }

        private static Set<Address> less(Set<Address> some, Set<Address> others) {
            Set<Address> rest = new HashSet<>(some);
            rest.removeAll(others);
            return rest;
        }

        /** Whether a member has gone and another one is there in its place. */
        boolean isWhole(Set<Address> now) {
            present(now);
            return !lost.isEmpty() && !joined.isEmpty();
        }

        Outcome outcome() {
            long never = Arrays.stream(counts).filter(count -> count == 0).count();
            long doubled = Arrays.stream(counts).filter(count -> count > 1).count();
            Bars parts = Bars.of("parts");
            for (int count : byMember.values()) {
                parts = parts.with("member " + (parts.bars().size() + 1), count);
            }
            return (never + doubled + wrong == 0 ? COMPLETE : WRONG)
                    .observed()
                    .with("parts", counts.length)
                    .with("lost", never)
                    .with("doubled", doubled)
                    .with("wrong", wrong)
                    .with("membersLost", lost.size())
                    .with("membersJoined", joined.size())
                    .with("partsByMember", parts);
        }
    }

    /** The member's side. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        OwnMembers.serve(context, id -> new Squares(), IDENTITY);
    }

    /** The work: squares, at a leisurely pace. */
    private static final class Squares implements Job<Long> {

        @Override
        public JobSpec spec() {
            return JobSpec.of(SPEC.id(), SPEC.title(), Bound.IO, LESSON, PARTS);
        }

        @Override
        public Work<Long> open(Parameters parameters, long seed) {
            return new Work<>() {
                @Override
                public int size() {
                    return parameters.get(PARTS);
                }

                @Override
                public Long part(int index) throws InterruptedException {
                    return Cluster.part(index);
                }

                @Override
                public long digest(Long result) {
                    return result;
                }

                @Override
                public Parameters parameters() {
                    return parameters;
                }
            };
        }
    }
}
