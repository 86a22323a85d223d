// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.spi.os.ProcessStatus;
import dev.tandem.spi.os.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of workers whose parent is killed, told to end or short of something. */
class ParentFaultsTest {

    private final List<Process> parents = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process parent : parents) {
            parent.destroyForcibly().waitFor();
        }
    }

    private Process parent(String limits, String role, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "sh",
                                "-c",
                                limits + "exec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData"));
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestParent.class.getName(),
                        role));
        Process parent = new ProcessBuilder(command).redirectErrorStream(true).start();
        parents.add(parent);
        return parent;
    }

    private static List<Long> family(Process parent) throws IOException {
        List<Long> pids = new ArrayList<>();
        BufferedReader out = parent.inputReader();
        for (String line = out.readLine(); !line.equals("ready"); line = out.readLine()) {
            pids.add(Long.valueOf(line));
        }
        return pids;
    }

    private static boolean isDead(long pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::isZombie).orElse(true);
    }

    @Test
    void nothingOfAKilledParentIsLeftNotEvenWhatHasDetachedItself() throws Exception {
        LauncherTest.needsDetaching();
        Process parent = parent("", "family");
        List<Long> pids = family(parent);
        assertThat(pids).hasSize(6);
        assertThat(isDead(pids.getLast())).isFalse();
        parent.destroyForcibly();
        // A second when the machine is idle.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> pids.stream().allMatch(ParentFaultsTest::isDead));
    }

    @Test
    void whatAKilledParentHasDetachedIsEndedEvenWhenNoWorkerIsLeft() throws Exception {
        LauncherTest.needsDetaching();
        Process parent = parent("", "orphan");
        long orphan = family(parent).getLast();
        assertThat(isDead(orphan)).isFalse();
        parent.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> isDead(orphan));
    }

    @Test
    void aParentThatIsToldToEndEndsItsWholeFamilyFirst() throws Exception {
        LauncherTest.needsDetaching();
        Process parent = parent("", "family");
        List<Long> pids = family(parent);
        assertThat(isDead(pids.getLast())).isFalse();
        parent.destroy();
        assertThat(parent.waitFor()).isEqualTo(143);
        assertThat(pids).allMatch(ParentFaultsTest::isDead);
    }

    @Test
    void noMoreOpenFilesIsToldAndLeavesNothingOpen() throws Exception {
        Process parent = parent("ulimit -n 120; ", "no-files");
        List<String> lines = parent.inputReader().readAllLines();
        assertThat(lines.getFirst()).isEqualTo("hello");
        assertThat(lines.get(1))
                .as(() -> String.join("\n", lines))
                .contains(
                        "a worker for echo cannot be started",
                        "no more files may be open (see ulimit -n)");
        assertThat(lines).endsWith("hello", "left: []");
        assertThat(parent.waitFor()).isZero();
    }

    @Test
    void noMoreProcessesIsToldAndWorkersStartWhenThereMayBeMore() throws Exception {
        Requires.here().programs("prlimit", "setpriv");
        Process parent = parent(AS_SOMEBODY_LIMITED, "no-processes");
        BufferedReader out = parent.inputReader();
        assumeTrue("hello".equals(out.readLine()), "cannot run as a user to whom limits apply");
        assertThat(out.readLine()).isEqualTo("ready");
        limit(parent, "1");
        say(parent);
        assertThat(out.readLine())
                .contains(
                        "a worker for echo cannot be started",
                        "no more processes are allowed (see ulimit -u)");
        limit(parent, "4096");
        say(parent);
        assertThat(out.readAllLines()).endsWith("hello", "left: []");
        assertThat(parent.waitFor()).isZero();
    }

    /** The limit does not hold for root: become nobody, who may read what root may. */
    private static final String AS_SOMEBODY_LIMITED =
            "[ $(id -u) != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups"
                    + " --inh-caps=+dac_override,+dac_read_search"
                    + " --ambient-caps=+dac_override,+dac_read_search \"$@\"; ";

    /** As the same user: who may set a limit of somebody else's is a matter of its own. */
    private static void limit(Process process, String processes) throws Exception {
        String[] prlimit = {"prlimit", "--pid", "" + process.pid(), "--nproc=" + processes + ":"};
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", AS_SOMEBODY_LIMITED + "exec \"$@\"", "sh"));
        command.addAll(List.of(prlimit));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static void say(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    @Test
    void aWorkerNeedsNoTemporaryFolder() throws Exception {
        Process parent = parent("", "echo", "-Djava.io.tmpdir=/proc/none");
        assertThat(parent.inputReader().readAllLines()).endsWith("hello", "left: []");
        assertThat(parent.waitFor()).isZero();
    }
}
