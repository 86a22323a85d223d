// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.processes.cluster.Message.Cancel;
import dev.tandem.processes.cluster.Message.Failed;
import dev.tandem.processes.cluster.Message.Hello;
import dev.tandem.processes.cluster.Message.Part;
import dev.tandem.processes.cluster.Message.Result;
import dev.tandem.processes.cluster.Message.Role;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.TandemException.WorkerFailed;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;

/** Whoever has a job done by members. Used by one thread. */
final class Caller implements AutoCloseable {

    /** What a caller hears of a run. */
    interface Taker {

        /** The first result for a chunk. */
        void take(Chunk chunk, long[] digests, Address member) throws InterruptedException;

        /** Members came, or went. */
        default void present(Set<Address> members) {}
    }

    /** How long a run waits for members when it has none. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How many parts a member has for each core: one under way and the next. */
    private static final int WINDOW = 2;

    private final SecureRandom random = new SecureRandom();
    private final News.Inbox inbox = new News.Inbox();
    private final Identity identity;
    private final Node node;
    private final Set<Address> greeted = new HashSet<>();
    private final Map<Address, Hello> members = new LinkedHashMap<>();

    Caller(InetSocketAddress own, Places others, ClusterKey key, Identity identity) {
        this.identity = identity;
        node = Node.open(own, others, key, inbox);
    }

    Node node() {
        return node;
    }

    /** The members that have told who they are, whether they can be used or not. */
    Map<Address, Hello> members() {
        return members;
    }

    /** How many parts the members that can be used compute at a time. */
    int cores() {
        return members.values().stream().filter(identity::isThatOf).mapToInt(Hello::cores).sum();
    }

    private List<Address> usable() {
        return members.entrySet().stream()
                .filter(entry -> identity.isThatOf(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Waits until so many members can be used.
     *
     * @return whether they can; if not, the time was up
     */
    boolean await(int count, Duration limit) throws InterruptedException {
        return await(usable -> usable.size() >= count, limit);
    }

    /**
     * Waits until the members that can be used are as wished.
     *
     * @return whether they are; if not, the time was up
     */
    boolean await(Predicate<Set<Address>> wish, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!wish.test(Set.copyOf(usable()))) {
            News news = inbox.queue().poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (news == null) {
                return false;
            }
            heard(news);
        }
        return true;
    }

    /**
     * Waits until everybody who is there has told who he is, and at least so many have, or the time
     * is up.
     */
    void awaitHellos(int least, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        greet(node.present());
        while (members.size() < Math.max(least, greeted.size())) {
            News news = inbox.queue().poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (news == null) {
                return;
            }
            heard(news);
        }
    }

    /** Keeps up with who is there; anything else is left to the run. */
    private void heard(News news) throws InterruptedException {
        switch (news) {
            case News.Present(Set<Address> nodes) -> {
                members.keySet().retainAll(nodes);
                greeted.retainAll(nodes);
                greet(nodes);
            }
            case News.Said(Address from, Hello hello) when hello.role() == Role.MEMBER ->
                    members.put(from, hello);
            case News.Said(Address from, Hello hello) -> greeted.remove(from);
            case News.Said other -> {}
        }
    }

    private void greet(Set<Address> nodes) throws InterruptedException {
        for (Address other : nodes) {
            if (!other.equals(node.address()) && greeted.add(other)) {
                node.send(other, identity.hello(Role.CALLER, 1, 0, "calls"));
            }
        }
    }

    /**
     * Has every chunk computed, and hands each result over once.
     *
     * @param begin what the members are told of the job; its run is replaced
     * @throws WorkerFailed when a part fails, or no member is left
     */
    void run(Begin begin, List<Chunk> chunks, Taker taker) throws InterruptedException {
        long run = random.nextLong();
        var told = new Begin(run, begin.job(), begin.seed(), begin.parameters());
        var book = new Book<Address>(run, chunks.size());
        Set<Address> begun = new HashSet<>();
        try {
            taker.present(Set.copyOf(usable()));
            give(usable(), told, book, chunks, begun);
            while (!book.isComplete()) {
                News news = next();
                heard(news);
                switch (news) {
                    case News.Said(Address from, Result result) -> {
                        if (book.count(result.run(), from, result.part())) {
                            Chunk chunk = chunks.get(result.part());
                            check(chunk.size() == result.digests().length, from);
                            taker.take(chunk, result.digests(), from);
                        }
                        give(List.of(from), told, book, chunks, begun);
                    }
                    case News.Said(Address from, Failed failed) when failed.run() == run ->
                            throw new WorkerFailed(
                                    "a part failed at the member "
                                            + Place.text(node.place(from))
                                            + ": "
                                            + failed.reason());
                    case News.Said(Address from, Hello hello) -> {
                        taker.present(Set.copyOf(usable()));
                        give(usable(), told, book, chunks, begun);
                    }
                    case News.Said other -> {}
                    case News.Present present -> {
                        book.retain(members.keySet());
                        taker.present(Set.copyOf(usable()));
                        refuseDeadly(book, chunks);
                        give(usable(), told, book, chunks, begun);
                    }
                }
            }
        } finally {
            cancel(run, begun);
        }
    }

    private News next() throws InterruptedException {
        if (!usable().isEmpty()) {
            return inbox.queue().take();
        }
        @Nullable News news = inbox.queue().poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (news == null) {
            throw new WorkerFailed("no member of the cluster is left");
        }
        return news;
    }

    private void check(boolean asAsked, Address member) {
        if (!asAsked) {
            throw new WorkerFailed(
                    "the member "
                            + Place.text(node.place(member))
                            + " has answered something else than it was asked");
        }
    }

    private static void refuseDeadly(Book<Address> book, List<Chunk> chunks) {
        OptionalInt deadly = book.deadly();
        if (deadly.isPresent()) {
            Chunk chunk = chunks.get(deadly.getAsInt());
            throw new WorkerFailed(
                    Book.MOST_LOSSES
                            + " members were lost while they had the parts from "
                            + chunk.from()
                            + " to "
                            + (chunk.to() - 1));
        }
    }

    private void give(
            List<Address> to,
            Begin begin,
            Book<Address> book,
            List<Chunk> chunks,
            Set<Address> begun)
            throws InterruptedException {
        for (Address member : to) {
            Hello hello = members.get(member);
            if (hello == null || !identity.isThatOf(hello)) {
                continue;
            }
            book.join(member, WINDOW * hello.cores());
            for (OptionalInt part = book.give(member); part.isPresent(); part = book.give(member)) {
                if (begun.add(member)) {
                    node.send(member, begin);
                }
                Chunk chunk = chunks.get(part.getAsInt());
                node.send(member, new Part(begin.run(), part.getAsInt(), chunk.from(), chunk.to()));
            }
        }
    }

    /** Tells every member that the run is over, also when the caller has been interrupted. */
    private void cancel(long run, Set<Address> begun) {
        boolean interrupted = Thread.interrupted();
        for (Address member : begun) {
            if (members.containsKey(member)) {
                try {
                    node.send(member, new Cancel(run));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What to say when nobody who can be used is there. */
    Missing nobody(Places tried, ClusterKey key) {
        List<InetSocketAddress> found = tried.now();
        String others =
                members.isEmpty()
                        ? ""
                        : "; " + members.size() + " of another build or catalogue are there";
        return new Missing(
                "no member answers at "
                        + String.join(
                                ", ",
                                found.isEmpty()
                                        ? tried.texts()
                                        : found.stream()
                                                .map(place -> Probe.of(place, key))
                                                .toList())
                        + others,
                "start members with 'cluster serve', of this version and with this key");
    }

    @Override
    public void close() {
        node.close();
    }
}
