// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.LiveThreads;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool with real workers that are killed, stopped and given tasks that fail. */
class ProcessPoolTest {

    /** Sleeps 20 ms and returns the prime factors. */
    private static final WorkerRequest SLOW = WorkerRequest.of("processes.pool");

    /** Returns the prime factors, or never when asked for those of "forever". */
    private static final WorkerRequest QUICK = WorkerRequest.of("processes.apply");

    private final Set<Thread> threads = LiveThreads.all();
    private final ProcessScope scope =
            new Launcher("tandem-processes", Launch.JVM).open(event -> {});

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        assertThat(scope.end()).isEmpty();
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(LiveThreads.leftSince(threads, Duration.ofSeconds(20))).isEmpty();
    }

    private ProcessPool open(WorkerRequest request, ProcessPool.Settings settings)
            throws InterruptedException {
        return ProcessPool.open(scope.workers(), request, settings);
    }

    private static List<String> numbers(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList();
    }

    @Test
    void mapKeepsTheOrderWhateverTheChunk() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(2))) {
            List<String> one = pool.map(numbers(100), 1);
            assertThat(one).startsWith("1", "2", "3", "2*2", "5", "2*3");
            assertThat(pool.map(numbers(100), 7)).isEqualTo(one);
            assertThat(pool.map(numbers(100), 1000)).isEqualTo(one);
            assertThat(pool.map(List.of(), 5)).isEmpty();
            assertThat(pool.started()).isEqualTo(2);
        }
    }

    @Test
    void aChunkOfNothingIsRefused() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(1))) {
            assertThatThrownBy(() -> pool.map(List.of("1"), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("chunk");
        }
    }

    @Test
    void aFailureOfOneCallIsThatOfTheMapAndThePoolGoesOn() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(2))) {
            assertThatThrownBy(() -> pool.map(List.of("1", "two", "3"), 1))
                    .isInstanceOfSatisfying(
                            TaskFailed.class,
                            e -> {
                                assertThat(e).hasMessageContaining("NumberFormatException");
                                assertThat(e.remoteTrace())
                                        .contains("at dev.tandem.processes.Functions.factors");
                            });
            assertThat(pool.map(List.of("4"), 1)).containsExactly("2*2");
        }
    }

    @Test
    @Tag("slow")
    @Timeout(240)
    void twoHundredKillsAtRandomMomentsLoseAndDoubleNothing() throws Exception {
        var random = new Random(42);
        int kills = 0;
        try (var pool = open(SLOW, ProcessPool.Settings.of(4).queueing(64).trying(100))) {
            Set<Integer> seen = new HashSet<>();
            for (int round = 0; kills < 200; round++) {
                List<Future<String>> results = new ArrayList<>();
                for (int i = 0; i < 32; i++) {
                    results.add(pool.apply(Integer.toString(round * 32 + i + 1)));
                }
                while (kills < 200 && !results.stream().allMatch(Future::isDone)) {
                    List<ProcessHandle> processes = pool.processes();
                    if (!processes.isEmpty()
                            && processes.get(random.nextInt(processes.size())).destroyForcibly()) {
                        kills++;
                    }
                    results.get(random.nextInt(results.size())).state();
                    waitFor(random.nextInt(60_000));
                }
                for (int i = 0; i < 32; i++) {
                    int n = round * 32 + i + 1;
                    assertThat(product(results.get(i).get())).isEqualTo(n);
                    assertThat(seen.add(n)).isTrue();
                }
            }
            assertThat(pool.started()).isGreaterThan(50);
        }
        assertThat(kills).isEqualTo(200);
    }

    private static void waitFor(int micros) {
        java.util.concurrent.locks.LockSupport.parkNanos(micros * 1000L);
    }

    private static long product(String factors) {
        return List.of(factors.split("\\*")).stream()
                .mapToLong(Long::parseLong)
                .reduce(1, (a, b) -> a * b);
    }

    @Test
    void theTasksOfAStoppedWorkerMoveAfterTheLimit() throws Exception {
        try (var pool =
                open(SLOW, ProcessPool.Settings.of(2).killingAfter(Duration.ofMillis(500)))) {
            List<Future<String>> results = new ArrayList<>();
            ProcessHandle victim = pool.processes().getFirst();
            for (String number : numbers(6)) {
                results.add(pool.apply(number));
            }
            signal("STOP", victim);
            for (int i = 0; i < 6; i++) {
                assertThat(product(results.get(i).get(30, TimeUnit.SECONDS))).isEqualTo(i + 1);
            }
            await().until(() -> !victim.isAlive());
        }
    }

    @Test
    void aLongTaskIsNotTakenForAStoppedWorker() throws Exception {
        // Unordered's worker sleeps as long as it is told: three times the silence that is allowed.
        try (var pool =
                open(
                        WorkerRequest.of("processes.unordered"),
                        ProcessPool.Settings.of(1).killingAfter(Duration.ofMillis(500)))) {
            assertThat(pool.apply("1500").get()).isEqualTo("slept");
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void aTaskThatKillsItsWorkersIsGivenUpAndThePoolGoesOn() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(1).trying(2))) {
            Future<String> deadly = pool.apply("forever");
            for (int kill = 0; kill < 2; kill++) {
                int started = kill + 1;
                await().until(() ->
                        pool.started() == started
                                && pool.waiting() == 0
                                && !pool.processes().isEmpty());
                pool.processes().getFirst().destroyForcibly();
                await().until(() -> deadly.isDone() || pool.started() > started);
            }
            assertThatThrownBy(deadly::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("SIGKILL");
            assertThat(pool.apply("6").get()).isEqualTo("2*3");
        }
    }

    @Test
    void aCancelledCallThatWaitsIsNeverMade() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(1))) {
            Future<String> running = pool.apply("forever");
            Future<String> waiting = pool.apply("forever");
            waiting.cancel(true);
            running.cancel(true);
            assertThat(pool.apply("6").get(30, TimeUnit.SECONDS)).isEqualTo("2*3");
            assertThat(pool.started()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void closingCancelsWhatIsNotDone() throws Exception {
        List<Future<String>> results = new ArrayList<>();
        try (var pool = open(QUICK, ProcessPool.Settings.of(1))) {
            results.add(pool.apply("forever"));
            results.add(pool.apply("forever"));
        }
        for (Future<String> result : results) {
            assertThatThrownBy(() -> result.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void workersAreReplacedAfterTheirCalls() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(1).recyclingAfter(3))) {
            assertThat(pool.map(numbers(9), 1)).hasSize(9);
            assertThat(pool.started()).isEqualTo(3);
        }
    }

    @Test
    void aPoolWhoseWorkersCannotStartIsNotOpened() {
        assertThatThrownBy(() ->
                        open(WorkerRequest.of("processes.nonsense"), ProcessPool.Settings.of(2)))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("processes.nonsense");
    }

    @Test
    void anInterruptedMapLeavesNothingRunning() throws Exception {
        try (var pool = open(QUICK, ProcessPool.Settings.of(2))) {
            Thread caller = Thread.currentThread();
            var interrupter =
                    Thread.ofVirtual()
                            .start(() -> {
                                await().until(() -> caller.getState() == Thread.State.WAITING);
                                caller.interrupt();
                            });
            List<String> endless = IntStream.range(0, 4).mapToObj(i -> "forever").toList();
            assertThatThrownBy(() -> pool.map(endless, 1)).isInstanceOf(InterruptedException.class);
            interrupter.join();
            assertThat(pool.apply("6").get(30, TimeUnit.SECONDS)).isEqualTo("2*3");
        }
    }

    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException {
        // The kill of the shell: a program of that name is not on every machine.
        String kill = "kill -" + name + " " + process.pid();
        assertThat(new ProcessBuilder("sh", "-c", kill).start().waitFor()).isZero();
    }
}
