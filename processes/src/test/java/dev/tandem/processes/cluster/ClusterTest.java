// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.run.LiveThreads;
import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Work;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jgroups.Address;
import org.jgroups.Version;
import org.jgroups.stack.IpAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers and members in this process, over the loopback. */
class ClusterTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int PARTS = 100;
    private static final Begin SQUARES = new Begin(0, "test.squares", 3, Map.of());

    private final Set<Thread> before = LiveThreads.all();
    private final ClusterKey key = ClusterKey.create(Instant.now(), Duration.ofDays(1));
    private final Identity identity = new Identity("1", 2);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch computing = new CountDownLatch(1);
    private final AtomicInteger closed = new AtomicInteger();

    /** Squares numbers; what it does before that is up to the test. */
    private interface Before {
        void part(int index) throws Exception;
    }

    private Job<Long> squares(Before before) {
        return new Job<>() {
            @Override
            public JobSpec spec() {
                return JobSpec.of(
                        "test.squares", "Squares", Bound.CPU, "Numbers times themselves.");
            }

            @Override
            public Work<Long> open(Parameters parameters, long seed) {
                return new Work<>() {
                    @Override
                    public int size() {
                        return PARTS;
                    }

                    @Override
                    public Long part(int index) throws Exception {
                        before.part(index);
                        return index * (long) index + seed;
                    }

                    @Override
                    public long digest(Long result) {
                        return result;
                    }

                    @Override
                    public Parameters parameters() {
                        return parameters;
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        };
    }

    private Caller caller(ClusterKey with, InetSocketAddress... others) {
        var caller = new Caller(OwnMembers.loopback(), Places.of(others), with, identity);
        open.addFirst(caller);
        return caller;
    }

    private Member member(Caller caller, Identity who, Before before, BlockingQueue<String> told) {
        var member =
                new Member(
                        OwnMembers.loopback(),
                        Places.of(caller.node().place()),
                        key,
                        who,
                        1,
                        id -> {
                            if (!id.equals("test.squares")) {
                                throw new TandemException.Usage("there is no job " + id);
                            }
                            return squares(before);
                        },
                        told::add);
        open.addFirst(member);
        return member;
    }

    private Member member(Caller caller, Before before) {
        return member(caller, identity, before, new LinkedBlockingQueue<>());
    }

    private static long[] run(Caller caller, AtomicInteger taken, Set<Address> by)
            throws InterruptedException {
        long[] digests = new long[PARTS];
        caller.run(
                SQUARES,
                Chunk.split(PARTS, 20),
                (chunk, results, from) -> {
                    taken.addAndGet(chunk.size());
                    by.add(from);
                    System.arraycopy(results, 0, digests, chunk.from(), chunk.size());
                });
        return digests;
    }

    private static void isWhole(long[] digests) {
        assertThat(digests).isEqualTo(LongStream.range(0, PARTS).map(i -> i * i + 3).toArray());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        stuck.countDown();
        for (AutoCloseable each : open) {
            each.close();
        }
        assertThat(LiveThreads.leftSince(before, LONG)).isEmpty();
    }

    @Test
    void aRunGoesOnWithoutTheMemberThatIsLostAndWithTheOneThatJoins() throws Exception {
        Caller caller = caller(key);
        Member lost =
                member(
                        caller,
                        index -> {
                            computing.countDown();
                            stuck.await();
                        });
        assertThat(caller.await(1, LONG)).isTrue();
        Thread fate =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                computing.await();
                                member(caller, index -> {});
                                lost.close();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        var taken = new AtomicInteger();
        Set<Address> by = new HashSet<>();
        isWhole(run(caller, taken, by));
        fate.join();
        assertThat(taken).hasValue(PARTS);
        assertThat(by).hasSize(1).doesNotContain(lost.node().address());
        isWhole(run(caller, taken, by));
    }

    @Test
    void whatThrowsEndsTheRunWithItsReasonAndAMemberThatDoesNotKnowTheJobSaysSo() throws Exception {
        Caller caller = caller(key);
        member(
                caller,
                index -> {
                    throw new ArithmeticException("part " + index);
                });
        assertThat(caller.await(1, LONG)).isTrue();
        assertThatThrownBy(() -> run(caller, new AtomicInteger(), new HashSet<>()))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("ArithmeticException: part ");
        assertThatThrownBy(() ->
                        caller.run(
                                new Begin(0, "test.other", 1, Map.of()),
                                Chunk.split(1, 1),
                                (chunk, results, from) -> {}))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("there is no job test.other");
    }

    @Test
    void aRunThatIsCancelledAndOneWhoseCallerGoesEndAtTheMembers() throws Exception {
        Caller first = caller(key);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        member(
                first,
                identity,
                index -> {
                    computing.countDown();
                    stuck.await();
                },
                told);
        assertThat(told.take()).isEqualTo("waits for a caller");
        assertThat(first.await(1, LONG)).isTrue();
        Thread caller = Thread.currentThread();
        Thread.ofPlatform()
                .start(() -> {
                    try {
                        computing.await();
                        caller.interrupt();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        assertThatThrownBy(() -> run(first, new AtomicInteger(), new HashSet<>()))
                .isInstanceOf(InterruptedException.class);
        Thread.interrupted();
        assertThat(told.take()).isEqualTo("computes test.squares");
        assertThat(told.take()).isEqualTo("waits for a caller");

        Caller second = caller(key, first.node().place());
        assertThat(second.await(1, LONG)).isTrue();
        Thread calling =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                run(second, new AtomicInteger(), new HashSet<>());
                            } catch (InterruptedException e) {
                                // As at a death: nobody says that the run is over.
                            }
                        });
        assertThat(told.take()).isEqualTo("computes test.squares");
        second.close();
        assertThat(told.take()).isEqualTo("waits for a caller");
        calling.interrupt();
        calling.join();
        assertThat(closed).hasValueGreaterThanOrEqualTo(1);
    }

    @Test
    void aMemberOfAnotherBuildIsThereAndNotUsed() throws Exception {
        Caller caller = caller(key);
        member(caller, new Identity("0.9", 2), index -> {}, new LinkedBlockingQueue<>());
        member(caller, index -> {});
        assertThat(caller.await(1, LONG)).isTrue();
        caller.awaitHellos(2, LONG);
        assertThat(caller.members().values())
                .extracting(Message.Hello::build)
                .containsExactlyInAnyOrder("1", "0.9");
        Set<Address> by = new HashSet<>();
        isWhole(run(caller, new AtomicInteger(), by));
        assertThat(by).hasSize(1);
        assertThat(caller.cores()).isEqualTo(1);
    }

    @Test
    void whoHasAnotherKeyIsNotLetInAndIsTold() throws Exception {
        Caller inside = caller(key);
        ClusterKey other = ClusterKey.create(Instant.now(), Duration.ofDays(1));
        Caller outside = caller(other, inside.node().place());
        assertThat(outside.node().present()).containsExactly(outside.node().address());
        assertThat(inside.node().present()).containsExactly(inside.node().address());
        assertThat(outside.nobody(Places.of(inside.node().place()), other))
                .hasMessageContaining(Place.text(inside.node().place()) + " (it has another key");
    }

    @Test
    void anErrorOfAPartEndsTheRunLikeAnyFailure() throws Exception {
        Caller caller = caller(key);
        member(
                caller,
                index -> {
                    throw new OutOfMemoryError("Java heap space");
                });
        assertThat(caller.await(1, LONG)).isTrue();
        assertThatThrownBy(() -> run(caller, new AtomicInteger(), new HashSet<>()))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("java.lang.OutOfMemoryError: Java heap space");
        open.removeFirst().close();
        member(
                caller,
                index -> {
                    throw new StackOverflowError();
                });
        assertThatThrownBy(() -> run(caller, new AtomicInteger(), new HashSet<>()))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("java.lang.StackOverflowError");
    }

    @Test
    void whoAnnouncesAFrameOfTwoGigabytesIsCutOff() throws Exception {
        Caller caller = caller(key);
        InetSocketAddress place = caller.node().place();
        try (Socket socket =
                key.context()
                        .getSocketFactory()
                        .createSocket(place.getAddress(), place.getPort())) {
            socket.setSoTimeout((int) LONG.toMillis());
            var out = new DataOutputStream(socket.getOutputStream());
            var own = new IpAddress((InetSocketAddress) socket.getLocalSocketAddress());
            out.writeBytes("bela");
            out.writeShort(Version.version);
            out.writeShort(own.serializedSize());
            own.writeTo(out);
            out.writeInt(Integer.MAX_VALUE);
            out.flush();
            awaitEnd(socket);
        }
        member(caller, index -> {});
        assertThat(caller.await(1, LONG)).isTrue();
        isWhole(run(caller, new AtomicInteger(), new HashSet<>()));
    }

    /** Returns when the other side has closed, which may cut off what is on its way. */
    private static void awaitEnd(Socket socket) throws IOException {
        try {
            byte[] _ = socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // It has been cut off at once.
        }
    }
}
