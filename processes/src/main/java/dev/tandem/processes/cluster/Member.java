// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.processes.cluster.Message.Cancel;
import dev.tandem.processes.cluster.Message.Failed;
import dev.tandem.processes.cluster.Message.Hello;
import dev.tandem.processes.cluster.Message.Part;
import dev.tandem.processes.cluster.Message.Result;
import dev.tandem.processes.cluster.Message.Role;
import dev.tandem.spi.Job;
import dev.tandem.spi.TandemException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jgroups.Address;

/**
 * A member: computes the parts that callers give it, as many at a time as it has cores. The run of
 * a caller ends with the caller. One thread hears the news, others compute; those of the network do
 * neither.
 */
final class Member implements AutoCloseable {

    /** How many parts of a run may wait; a caller gives out far fewer. */
    private static final int MOST_WAITING = 1 << 12;

    private static final String IDLE = "waits for a caller";

    /** Whose run it is, and which of his. */
    private record Id(Address caller, long run) {}

    private final News.Inbox inbox = new News.Inbox();
    private final Map<Id, CalledRun> runs = new HashMap<>();
    private final Identity identity;
    private final int cores;
    private final Function<String, Job<?>> jobs;
    private final Consumer<String> told;
    private final Node node;
    private final ExecutorService computing;
    private final Thread hearing;
    private String doing = IDLE;

    /**
     * @param jobs finds the job for an id
     * @param told hears what this member does, when that changes
     */
    Member(
            InetSocketAddress own,
            Places others,
            ClusterKey key,
            Identity identity,
            int cores,
            Function<String, Job<?>> jobs,
            Consumer<String> told) {
        this.identity = identity;
        this.cores = cores;
        this.jobs = jobs;
        this.told = told;
        node = Node.open(own, others, key, inbox);
        computing =
                Executors.newFixedThreadPool(
                        cores, Thread.ofPlatform().name("computes-", 1).factory());
        hearing = Thread.ofPlatform().name("hears").start(this::hear);
    }

    Node node() {
        return node;
    }

    private void hear() {
        try {
            told.accept(doing);
            while (true) {
                switch (inbox.queue().take()) {
                    case News.Present(Set<Address> nodes) ->
                            endWhere(id -> !nodes.contains(id.caller));
                    case News.Said(Address from, Message message) -> heard(from, message);
                }
                tell();
            }
        } catch (InterruptedException e) {
            endWhere(id -> true);
        }
    }

    private void heard(Address from, Message message) throws InterruptedException {
        switch (message) {
            case Hello hello when hello.role() == Role.CALLER ->
                    node.send(from, identity.hello(Role.MEMBER, cores, load(), doing));
            case Begin begin -> begin(from, begin);
            case Part part -> part(from, part);
            case Cancel cancel -> endWhere(new Id(from, cancel.run())::equals);
            // What a caller wants to hear is not for members.
            case Hello other -> {}
            case Result other -> {}
            case Failed other -> {}
        }
    }

    /** As the operating system counts it: how many threads ran or would have, of late. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private void begin(Address from, Begin begin) throws InterruptedException {
        try {
            runs.putIfAbsent(
                    new Id(from, begin.run()), new CalledRun(begin, jobs.apply(begin.job())));
        } catch (TandemException e) {
            node.send(from, new Failed(begin.run(), String.valueOf(e.getMessage())));
        }
    }

    private void part(Address from, Part part) throws InterruptedException {
        CalledRun run = runs.get(new Id(from, part.run()));
        if (run == null) {
            return;
        }
        run.parts().removeIf(Future::isDone);
        if (run.parts().size() >= MOST_WAITING) {
            node.send(from, new Failed(part.run(), MOST_WAITING + " parts wait already"));
            return;
        }
        run.parts().add(computing.submit(() -> compute(from, run, part)));
    }

    private void compute(Address from, CalledRun run, Part part) {
        try {
            Message answer;
            try {
                answer = new Result(part.run(), part.part(), run.compute(part));
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                answer = new Failed(part.run(), e.toString());
            }
            node.send(from, answer);
        } catch (InterruptedException e) {
            // The run is over, or the member is: nobody waits for the answer.
        }
    }

    private void endWhere(Predicate<Id> over) {
        runs.entrySet()
                .removeIf(entry -> {
                    boolean ends = over.test(entry.getKey());
                    if (ends) {
                        entry.getValue().end();
                    }
                    return ends;
                });
    }

    private void tell() {
        String now =
                runs.isEmpty()
                        ? IDLE
                        : "computes "
                                + String.join(
                                        ", ",
                                        runs.values().stream().map(CalledRun::jobId).toList());
        if (!now.equals(doing)) {
            doing = now;
            told.accept(doing);
        }
    }

    @Override
    public void close() {
        node.close();
        hearing.interrupt();
        computing.shutdownNow();
        computing.close();
        boolean interrupted = false;
        while (hearing.isAlive()) {
            try {
                hearing.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
