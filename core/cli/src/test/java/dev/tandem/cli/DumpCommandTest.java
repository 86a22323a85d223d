// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cli.json.ThreadDumpReader;
import dev.tandem.cli.samples.Hanging;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.dump.Attachment;
import dev.tandem.lab.dump.Diagnosis;
import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.Finding;
import dev.tandem.lab.dump.PlainDump;
import dev.tandem.lab.dump.ThreadDump;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DumpCommandTest {

    private static final int PATIENCE = 60;

    @TempDir private Path folder;

    private @Nullable Process process;

    @BeforeEach
    void processesCanBeLookedInto() {
        Requires.here().proc();
    }

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static CommandResult execute(String... args) {
        return CommandResult.of(Catalogue.of(List.of(), List.of()), args);
    }

    private String start(String program) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Hanging.class.getName(),
                                program)
                        .redirectErrorStream(true)
                        .start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).isEqualTo("runs");
        return Long.toString(process.pid());
    }

    /** The threads may take a while to get where they hang. */
    private static CommandResult until(Predicate<CommandResult> seen, String... args) {
        CommandResult result = execute(args);
        for (int i = 0; i < PATIENCE && !seen.test(result); i++) {
            result = execute(args);
        }
        return result;
    }

    static Collection<String> stuck() {
        return Hanging.STUCK.keySet();
    }

    @ParameterizedTest
    @MethodSource("stuck")
    void whatHangsIsNamed(String program) throws IOException {
        String kind = "\"kind\":\"" + Hanging.STUCK.get(program) + "\",\"hangs\":true";
        CommandResult result =
                until(
                        r -> r.out().contains(kind),
                        "dump",
                        start(program),
                        "--every",
                        "200ms",
                        "--timeout",
                        "1m",
                        "--json");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains(kind, "\"hangs\":true");
        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
    }

    static List<String> healthy() {
        return Hanging.HEALTHY;
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void whatOnlyWaitsIsNotBlamed(String program) throws IOException {
        CommandResult result =
                execute("dump", start(program), "--every", "200ms", "--timeout", "1m");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("Nothing found that hangs in 2 dumps;");
        assertThat(result.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void nothingIsLeftWhereTheTargetRuns() throws IOException {
        String pid = start("idle-pool");
        execute("dump", pid, "--times", "1", "--timeout", "1m");
        Path process = Path.of("/proc", pid);
        assertThat(process.resolve("cwd/.attach_pid" + pid)).doesNotExist();
        try (var files = Files.list(process.resolve("root").resolve("tmp"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("tandem-dump-" + pid));
        }
    }

    @Test
    void thisJvmIsDumpedWithoutStandingStill() {
        for (String[] line :
                List.of(
                        new String[] {"dump", "--times", "1", "--full"},
                        new String[] {
                            "dump",
                            Long.toString(ProcessHandle.current().pid()),
                            "--times",
                            "1",
                            "--full"
                        })) {
            CommandResult result = execute(line);
            assertThat(result.out()).contains("DumpCommandTest.thisJvmIsDumped");
            assertThat(result.code()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void aProcessThatIsNoJvmIsNotHarmed() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
        CommandResult result = execute("dump", Long.toString(process.pid()));
        assertThat(result.err()).contains("is no HotSpot JVM, and was not asked");
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessThatEndsMeanwhileIsMissing() throws Exception {
        Attachment jvm = Attachment.to(Long.parseLong(start("idle-pool")), Duration.ofMinutes(1));
        end();
        assertThatThrownBy(() -> jvm.command("VM.version"))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContaining("has ended meanwhile");
    }

    @Test
    void aNumberWithoutAProcessIsMissing() {
        CommandResult result = execute("dump", "999999999");
        assertThat(result.err()).contains("there is no process 999999999");
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
    }

    @Test
    void aFileInEitherFormIsRead() throws IOException {
        Path plain = folder.resolve("plain.txt");
        Files.writeString(
                plain,
                """
                "left" #22 [1] prio=5 os_prio=0 cpu=1ms tid=0x01 nid=1 waiting for monitor entry
                   java.lang.Thread.State: BLOCKED (on object monitor)
                \tat Shop.sell(Shop.java:12)
                \t- waiting to lock <0x00000002> (a java.lang.Object)
                \t- locked <0x00000001> (a java.lang.Object)

                "right" #23 [2] prio=5 os_prio=0 cpu=1ms tid=0x02 nid=2 waiting for monitor entry
                   java.lang.Thread.State: BLOCKED (on object monitor)
                \tat Shop.buy(Shop.java:20)
                \t- waiting to lock <0x00000001> (a java.lang.Object)
                \t- locked <0x00000002> (a java.lang.Object)
                """);
        CommandResult result = execute("dump", plain.toString());
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains(
                        "It hangs, as one dump shows:",
                        "Deadlock of 2 threads in a circle.",
                        "held by right at Shop.buy(Shop.java:20)");
        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);

        Path json = folder.resolve("dump.json");
        Files.writeString(
                json,
                """
                {"threadDump": {"processId": "7", "runtimeVersion": "21", "threadContainers": [
                  {"container": "<root>", "threads": [
                    {"tid": "1", "name": "main", "stack": ["Shop.main(Shop.java:3)"]}]}]}}
                """);
        CommandResult told = execute("dump", json.toString());
        assertThat(told.out()).contains("main\n  at Shop.main(Shop.java:3)");
        assertThat(told.out().replaceAll("\\s+", " "))
                .contains("does not tell what its virtual threads wait for and hold");
    }

    @Test
    void aPageShowsWhoWaitsForWhom() throws IOException {
        Path dump =
                Files.writeString(
                        folder.resolve("plain.txt"),
                        """
                        "one" #22 [1] prio=5 os_prio=0 cpu=1ms tid=0x01 nid=1 waiting
                           java.lang.Thread.State: BLOCKED (on object monitor)
                        \tat Shop.sell(Shop.java:12)
                        \t- waiting to lock <0x00000002> (a java.lang.Object)
                        """);
        Path page = folder.resolve("page.html");
        CommandResult result = execute("dump", dump.toString(), "--html", page.toString());
        assertThat(result.code()).isEqualTo(ExitCode.OK);
        assertThat(page)
                .content()
                .contains("java.lang.Object@0x00000002, nobody is known to hold it", "</svg>")
                .contains(result.out().strip());
    }

    @Test
    void theClassesThatTakeMostAreListedWhenAskedFor() throws IOException {
        CommandResult result =
                execute(
                        "dump",
                        start("idle-pool"),
                        "--times",
                        "1",
                        "--timeout",
                        "1m",
                        "--heap",
                        "3");
        assertThat(result.out().split("What takes most of the heap\n")[1].lines())
                .hasSize(4)
                .anyMatch(line -> line.matches(" *[\\d,]+ +[\\d,]+ +byte\\[]"));
    }

    /** The stacks alone, and beside them what the plain form tells of platform threads. */
    @Test
    void aJvmBefore25TellsOfPlatformThreadsOnly() {
        ThreadDump json =
                ThreadDumpReader.read(
                        """
                        {"threadDump": {"processId": "7", "runtimeVersion": "21.0.2+13", "threadContainers": [
                          {"container": "<root>", "parent": null, "owner": null, "threads": [
                            {"tid": "22", "name": "left", "stack": ["Shop.sell(Shop.java:12)"]},
                            {"tid": "23", "name": "right", "stack": ["Shop.buy(Shop.java:20)"]},
                            {"tid": "24", "name": "", "stack": [
                              "java.base\\/java.lang.VirtualThread.park(VirtualThread.java:582)",
                              "java.base\\/java.lang.VirtualThread.run(VirtualThread.java:309)"]}],
                          "threadCount": "3"}]}}
                        """,
                        "21");
        ThreadDump plain =
                PlainDump.parse(
                        """
                        "left" #22 [1] prio=5 os_prio=0 cpu=1ms tid=0x01 nid=1 waiting for monitor entry
                           java.lang.Thread.State: BLOCKED (on object monitor)
                        \tat Shop.sell(Shop.java:12)
                        \t- waiting to lock <0x00000002> (a java.lang.Object)
                        \t- locked <0x00000001> (a java.lang.Object)

                        "right" #23 [2] prio=5 os_prio=0 cpu=1ms tid=0x02 nid=2 waiting for monitor entry
                           java.lang.Thread.State: BLOCKED (on object monitor)
                        \tat Shop.buy(Shop.java:20)
                        \t- waiting to lock <0x00000001> (a java.lang.Object)
                        \t- locked <0x00000002> (a java.lang.Object)
                        """);
        ThreadDump dump = json.completedBy(plain);

        assertThat(dump.detailed()).isFalse();
        assertThat(dump.threads())
                .extracting(DumpedThread::virtual)
                .containsExactly(false, false, true);
        assertThat(dump.threads().getLast().state()).isEmpty();
        assertThat(Diagnosis.of(dump))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.DEADLOCK);
                    assertThat(finding.threads()).containsExactly(22L, 23L);
                });
    }

    @Test
    void whoIsInterruptedIsToldWhatIsKnown() {
        Thread waits = Thread.currentThread();
        Thread.startVirtualThread(() -> {
            while (waits.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waits.interrupt();
        });
        CommandResult result = execute("dump", "--times", "5", "--every", "1h");
        assertThat(result.out()).contains("one dump");
        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aFileThatIsCutOffOrNoDumpIsRefused() throws IOException {
        Path cut = Files.writeString(folder.resolve("cut.json"), "{\"threadDump\": {\"proc");
        Path other = Files.writeString(folder.resolve("other.txt"), "nothing");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        for (Path file : List.of(cut, other, binary, folder.resolve("missing"), folder)) {
            CommandResult result = execute("dump", file.toString());
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
            assertThat(result.err().lines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongNumbersAreRefused(String option, String value) {
        CommandResult result = execute("dump", option, value);
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err().lines()).hasSize(1);
    }

    static List<Object[]> wrong() {
        return List.of(
                new Object[] {"--times", "0"},
                new Object[] {"--times", "x"},
                new Object[] {"--heap", "0"},
                new Object[] {"--heap", "5"},
                new Object[] {"--every", "0s"},
                new Object[] {"--timeout", "soon"});
    }
}
