// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.lab.run.LiveThreads;
import dev.tandem.spi.Event;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.os.ProcessStatus;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with real child processes that behave and that do not. */
class LauncherTest {

    private final Set<Thread> threads = LiveThreads.all();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final Overlap runs = new Overlap();
    private final WorkerScope scope = new WorkerScope(LauncherTest::command, events::add, runs);

    static List<String> command(WorkerRequest request) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                TestChild.class.getName(),
                "worker",
                request.id());
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        scope.end();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(LiveThreads.leftSince(threads, Duration.ofSeconds(20))).isEmpty();
    }

    /** For what the launcher finds again although it has detached itself, which it can on Linux. */
    static void needsDetaching() {
        Requires.here().proc();
        Requires.here().program("setsid");
    }

    private Worker start(String role, String... arguments) throws InterruptedException {
        return scope.start(WorkerRequest.of(role, arguments));
    }

    /** Gone, or a zombie that waits for whoever has adopted it. */
    private static boolean isDead(long pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::isZombie).orElse(true);
    }

    @Test
    void messagesComeBackInTheirOrder() throws Exception {
        try (Worker worker = start("echo")) {
            for (int i = 0; i < 1000; i++) {
                worker.send("message " + i);
            }
            worker.endInput();
            for (int i = 0; i < 1000; i++) {
                assertThat(worker.receiveText()).contains("message " + i);
            }
            assertThat(worker.receive()).isEmpty();
            assertThat(worker.waitFor()).isZero();
        }
    }

    @Test
    void aMessageOfManyMegabytesArrivesWhole() throws Exception {
        byte[] message = new byte[20 << 20];
        new java.util.Random(1).nextBytes(message);
        try (Worker worker = start("echo")) {
            worker.send(message);
            assertThat(worker.receive().orElseThrow()).isEqualTo(message);
            worker.send(new byte[0]);
            assertThat(worker.receive().orElseThrow()).isEmpty();
        }
    }

    @Test
    void aMessageThatIsTooLongIsRefusedBeforeItIsSent() throws Exception {
        try (Worker worker = start("echo")) {
            assertThatThrownBy(() -> worker.send(new byte[FrameWriter.LONGEST + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in pieces");
            worker.send("still there");
            assertThat(worker.receiveText()).contains("still there");
        }
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        try (Worker worker = start("arguments", "", "two words", "näme=\"x\"\n")) {
            assertThat(worker.receiveText()).contains("|two words|näme=\"x\"\n");
        }
    }

    @Test
    void eventsOfTheChildAreThoseOfTheRun() throws Exception {
        try (Worker worker = start("events")) {
            assertThat(worker.receive()).isEmpty();
            assertThat(events)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.text()).isEqualTo("one step");
                        assertThat(event.pid()).isEqualTo(worker.pid());
                        assertThat(event.thread()).isEqualTo("main");
                    });
        }
    }

    @Test
    void aStrayPrintOfTheChildGoesToItsErrors() throws Exception {
        try (Worker worker = start("print")) {
            assertThat(worker.receiveText()).contains("said");
            assertThat(worker.receive()).isEmpty();
            worker.waitFor();
            await().until(() -> worker.errorTail().equals("a stray line"));
        }
    }

    @Test
    void anErrorOfAnyKindComesToo() throws Exception {
        try (Worker worker = start("unheard")) {
            assertThatThrownBy(worker::receive)
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("an error of a kind of its own");
            assertThat(worker.waitFor()).isEqualTo(4);
        }
    }

    @Test
    void anExceptionOfTheChildComesWithItsStackTrace() throws Exception {
        try (Worker worker = start("throw")) {
            assertThatThrownBy(worker::receive)
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("java.lang.IllegalStateException: outer")
                    .hasMessageContaining(TestChild.class.getName())
                    .cause()
                    .hasMessage("java.lang.IllegalStateException: outer")
                    .satisfies(e ->
                            assertThat(e.getStackTrace()[0].getClassName())
                                    .isEqualTo(TestChild.class.getName()))
                    .cause()
                    .hasMessage("java.io.IOException: inner");
            assertThat(worker.waitFor()).isEqualTo(4);
        }
    }

    @Test
    void anUnknownRoleIsToldAtTheStart() {
        assertThatThrownBy(() -> start("nonsense"))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("no role 'nonsense'");
    }

    @Test
    void anExitCodeComesWithTheCommandAndTheLastWords() throws Exception {
        try (Worker worker = start("exit-7")) {
            assertThatThrownBy(worker::receive)
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("ended with exit code 7")
                    .hasMessageContaining("worker exit-7")
                    .hasMessageEndingWith("seven it is");
            assertThat(worker.waitFor()).isEqualTo(7);
        }
    }

    @Test
    void anExitWithoutAResultIsAFailureEvenWithCodeZero() throws Exception {
        try (Worker worker = start("exit-0")) {
            assertThatThrownBy(worker::receive)
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("without a result");
        }
    }

    @Test
    void aKilledChildIsAFailureThatNamesTheSignal() throws Exception {
        try (Worker worker = start("deaf")) {
            worker.process().destroyForcibly();
            assertThatThrownBy(worker::receive)
                    .isInstanceOf(WorkerFailed.class)
                    .hasMessageContaining("SIGKILL");
            assertThat(worker.waitFor()).isEqualTo(137);
            assertThatThrownBy(() -> worker.send(new byte[1 << 20]))
                    .isInstanceOf(WorkerFailed.class);
        }
    }

    @Test
    void aFloodOfErrorsStopsNobodyAndItsEndIsKept() throws Exception {
        try (Worker worker = start("flood")) {
            assertThat(worker.receiveText()).contains("flooded");
            await().untilAsserted(() -> assertThat(worker.errorTail()).endsWith("\nthe last line"));
            assertThat(worker.errorTail().getBytes(UTF_8)).hasSizeLessThan(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    raw-garbage;    broke the protocol: it wrote "Hello, I am a program that knows no frames.." where a frame should begin
                    raw-2gb;        broke the protocol: it announced a frame of 2147483647 bytes, of which 67108864 are allowed
                    raw-negative;   broke the protocol: it announced a frame of 4294967295 bytes
                    raw-kind;       broke the protocol: it sent a frame of the unknown kind 63
                    raw-short;      broke the protocol: it sent a frame that is shorter than its contents
                    raw-parent;     broke the protocol: it sent what only a parent sends
                    raw-half-head;  ended within the head of a frame
                    raw-half-frame; ended within a frame, after 400 of its 1000 bytes
                    raw-silent;     ended with exit code 0 without a result
                    """)
    void whoeverBreaksTheProtocolIsToldApart(String role, String message) {
        assertThatThrownBy(() -> start(role))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining(message)
                .hasMessageContaining("worker " + role);
    }

    @Test
    void closingEndsAChildThatListensToNothing() throws Exception {
        Worker worker = start("deaf");
        worker.close();
        worker.close();
        assertThat(worker.process().isAlive()).isFalse();
    }

    @Test
    void aSendToAChildThatDoesNotReadCanBeClosed() throws Exception {
        // The pipe and the child's inbox fill up, and the sender is stuck until the worker is
        // closed under it.
        Worker worker = start("deaf");
        var failure = new java.util.concurrent.CompletableFuture<Throwable>();
        Thread sender =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                while (true) {
                                    worker.send(new byte[1 << 20]);
                                }
                            } catch (WorkerFailed e) {
                                failure.complete(e);
                            }
                        });
        await().until(() ->
                sender.getState() == Thread.State.RUNNABLE && sender.getStackTrace().length > 8);
        worker.close();
        assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(WorkerFailed.class);
        sender.join();
    }

    @Test
    void aStartThatIsInterruptedLeavesNoProcess() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> start("echo")).isInstanceOf(InterruptedException.class);
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aReceiveCanBeInterrupted() throws Exception {
        try (Worker worker = start("deaf")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(worker::receive).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aProgramThatIsNotThereIsAFailureThatNamesIt() {
        var broken =
                new WorkerScope(
                        request -> List.of("/nowhere/tandem", "worker", request.id()),
                        event -> {},
                        runs);
        assertThatThrownBy(() -> broken.start(WorkerRequest.of("echo")))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("/nowhere/tandem");
        assertThat(broken.end()).isEmpty();
    }

    @Test
    void aTidyRunLeavesNothingToReport() throws Exception {
        start("echo");
        start("deaf");
        assertThat(scope.end()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detach", "grandchild"})
    void aGrandchildThatStaysIsFoundEndedAndReported(String role) throws Exception {
        needsDetaching();
        Worker worker = start(role);
        long pid = Long.parseLong(worker.receiveText().orElseThrow());
        assertThat(isDead(pid)).isFalse();
        if (role.equals("detach")) {
            worker.waitFor();
            assertThat(worker.process().children()).isEmpty();
        }
        assertThat(scope.end()).singleElement().asString().startsWith(pid + " sleep 32");
        assertThat(isDead(pid)).isTrue();
    }

    @Test
    void anOrphanThatHasWipedItsEnvironmentIsFoundEndedAndReported() throws Exception {
        needsDetaching();
        Worker worker = start("forget");
        long pid = Long.parseLong(worker.receiveText().orElseThrow());
        worker.waitFor();
        assertThat(ProcessStatus.of(pid).orElseThrow().parent())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(scope.end()).singleElement().asString().startsWith(pid + " sleep 323");
        assertThat(ProcessStatus.of(pid)).isEmpty();
    }

    @Test
    void anOrphanThatHasEndedInTheMeantimeLeavesNoZombie() throws Exception {
        needsDetaching();
        Worker worker = start("die-detached");
        long pid = Long.parseLong(worker.receiveText().orElseThrow());
        await().until(() -> isDead(pid));
        assertThat(scope.end()).isEmpty();
        assertThat(ProcessStatus.of(pid)).isEmpty();
    }

    @Test
    void whatTheRunHasStartedByItselfIsFoundEndedAndReported() throws Exception {
        Process own = new ProcessBuilder("sleep", "325").start();
        assertThat(scope.end()).containsExactly(own.pid() + " sleep 325");
        assertThat(own.waitFor()).isEqualTo(143);
    }

    @Test
    void whatItHasStartedBesideItsWorkersIsFoundToo() throws Exception {
        Process before = new ProcessBuilder("sleep", "326").start();
        start("echo");
        Process after = new ProcessBuilder("sleep", "327").start();
        assertThat(scope.end())
                .containsExactlyInAnyOrder(before.pid() + " sleep 326", after.pid() + " sleep 327");
    }

    @Test
    void whatWasThereBeforeTheRunIsNotTheRunsToEnd() throws Exception {
        scope.end();
        Process before = new ProcessBuilder("sleep", "328").start();
        assertThat(new WorkerScope(LauncherTest::command, event -> {}, runs).end()).isEmpty();
        assertThat(before.isAlive()).isTrue();
        before.destroy();
        assertThat(before.waitFor()).isEqualTo(143);
    }

    @Test
    void whatEitherOfTwoRunsMayHaveStartedIsNotHeldAgainstOne() throws Exception {
        var other = new WorkerScope(LauncherTest::command, event -> {}, runs);
        Process before = new ProcessBuilder("sleep", "324").start();
        start("echo");
        Worker meanwhile = other.start(WorkerRequest.of("echo"));
        assertThat(scope.end()).isEmpty();
        assertThat(before.isAlive()).isTrue();
        assertThat(meanwhile.process().isAlive()).isTrue();
        assertThat(other.end()).isEmpty();
        before.destroy();
        assertThat(before.waitFor()).isEqualTo(143);
    }

    @Test
    void theWorkerOfAKilledWorkerEndsOfItselfWithinASecond() throws Exception {
        Requires.here().proc();
        Worker worker = start("nested");
        long pid = Long.parseLong(worker.receiveText().orElseThrow());
        assertThat(isDead(pid)).isFalse();
        worker.process().destroyForcibly();
        worker.waitFor();
        await().atMost(Duration.ofSeconds(1)).until(() -> isDead(pid));
        assertThat(scope.end()).isEmpty();
    }

    @Test
    void theTokenOfOneRunDoesNotMarkAnother() throws Exception {
        var other = new WorkerScope(LauncherTest::command, event -> {}, runs);
        Worker worker = other.start(WorkerRequest.of("echo"));
        assertThat(scope.end()).isEmpty();
        assertThat(worker.process().isAlive()).isTrue();
        assertThat(other.end()).isEmpty();
        assertThat(worker.process().isAlive()).isFalse();
    }

    @Test
    void anEndedRunStartsNoMore() throws IOException {
        scope.end();
        assertThatThrownBy(() -> start("echo"))
                .isInstanceOf(WorkerFailed.class)
                .hasMessageContaining("has ended");
        assertThat(Optional.of(scope.end())).contains(List.of());
    }
}
