// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.LiveThreads;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three members, each a process of its own, that are killed and stopped in the middle of a run. */
class LostMembersTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String SQUARES = "processes.cluster";
    private static final int PARTS = 60;

    private final Set<Thread> threads = LiveThreads.all();
    private final ProcessScope scope =
            new Launcher("tandem-processes", Launch.JVM).open(event -> {});
    private final ClusterKey key = ClusterKey.create(Instant.now(), Duration.ofDays(1));
    private final Caller caller =
            new Caller(OwnMembers.loopback(), Places.NONE, key, new Identity(SQUARES, 0));
    private final OwnMembers own =
            new OwnMembers(scope.workers(), SQUARES, caller.node().place(), key, 1);
    private final List<Worker> members = new ArrayList<>();

    @BeforeEach
    void threeHaveJoined() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            members.add(own.start());
        }
        assertThat(caller.await(3, LONG)).isTrue();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        own.close();
        caller.close();
        assertThat(scope.end()).isEmpty();
        assertThat(LiveThreads.leftSince(threads, LONG)).isEmpty();
    }

    private interface Fate {
        void after(int results) throws IOException, InterruptedException;
    }

    /** Each part is counted once, and has its own result. */
    private void run(Fate fate) throws InterruptedException {
        int[] counts = new int[PARTS];
        caller.run(
                new Begin(0, SQUARES, 1, Map.of("parts", Integer.toString(PARTS))),
                Chunk.split(PARTS, PARTS),
                (chunk, digests, member) -> {
                    assertThat(digests).containsExactly((long) chunk.from() * chunk.from());
                    counts[chunk.from()]++;
                    try {
                        fate.after(Arrays.stream(counts).sum());
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(counts).containsOnly(1);
    }

    /** Two members a run; {@code -Dtandem.kills} says how many kills in all. */
    @Test
    void allThatIsKilledButOneLosesNothing() throws Exception {
        var random = new Random(18);
        int kills = Integer.getInteger("tandem.kills", 2);
        for (int killed = 0; killed < kills; killed += 2) {
            int first = 1 + random.nextInt(PARTS / 2);
            int second = first + random.nextInt(PARTS - first);
            run(results -> {
                if (results == first || results == second) {
                    members.remove(random.nextInt(members.size())).process().destroyForcibly();
                }
            });
            while (members.size() < 3) {
                members.add(own.start());
            }
            assertThat(caller.await(3, LONG)).isTrue();
        }
        run(results -> {});
    }

    @Test
    void whatAStoppedMemberHasIsDoneByTheOthers() throws Exception {
        Worker victim = members.getFirst();
        try {
            run(results -> {
                if (results == 1) {
                    signal("STOP", victim);
                }
            });
        } finally {
            signal("CONT", victim);
        }
        run(results -> {});
    }

    private static void signal(String name, Worker worker)
            throws IOException, InterruptedException {
        String kill = "kill -" + name + " " + worker.pid();
        assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
    }
}
