// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.ExitCode;
import dev.tandem.lab.run.LiveThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final Trial trial = new Trial();
    private Set<Thread> before = Set.of();

    @BeforeEach
    void lookAtTheThreads() {
        before = LiveThreads.all();
    }

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        assertThat(LiveThreads.leftSince(before, Duration.ofSeconds(20))).isEmpty();
    }

    private int run(String... lines) throws IOException {
        return new Script(trial.cli)
                .run(new BufferedReader(new StringReader(String.join("\n", lines))));
    }

    @Test
    void exitCodeIsThatOfTheFirstFailureAndEveryLineRuns() throws IOException {
        int code =
                run(
                        "# what follows fails in two ways",
                        "",
                        "run sample.ends",
                        "run sample.ends -p end=badly",
                        "run nothing",
                        "tandem run sample.ends -p end=oddly # the last");
        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(trial.out()).contains("oddly  INTERESTING");
        assertThat(trial.err()).contains("there is no workload 'nothing'");
    }

    @Test
    void quotedWordsStayTogether() throws IOException {
        assertThat(run("run 'sample.ends' -p \"end=oddly\"")).isZero();
        assertThat(run("run 'sample.ends")).isEqualTo(ExitCode.USAGE);
        assertThat(trial.err()).contains("close the quote");
    }

    @Test
    void jobsAreAwaitedAtTheEndAndTheirFailuresCount() throws IOException {
        assertThat(run("run sample.ends -p end=badly &")).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(trial.out())
                .startsWith("[1] run sample.ends -p end=badly\n")
                .containsPattern("\\[1] .*main           begins\n")
                .endsWith("[1] exit code 1: run sample.ends -p end=badly\n");
    }

    @Test
    void whatIsWrongCarriesTheNumberOfItsLine() throws IOException {
        run("# nothing", "", "run nothing", "run 'sample.ends", "run");
        assertThat(trial.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 3: tandem: there is no workload"),
                        line -> assertThat(line).startsWith("line 4: tandem: the line ends within"),
                        line -> assertThat(line).startsWith("line 5: tandem run: it lacks 'ID'"));
    }

    @Test
    void stopAndFgSayWhatHasBecomeOfAJobThatHasEnded() throws IOException {
        String job = "run sample.ends -p end=badly";
        String end = "[1] exit code 1: " + job;
        assertThat(run(job + " &", "fg 1", "fg 1", "stop 1")).isEqualTo(ExitCode.UNEXPECTED);
        // The job itself tells its end too.
        assertThat(trial.out().lines().filter(end::equals)).hasSizeBetween(3, 4);
    }

    @Test
    void stoppedJobIsNoFailure() throws IOException {
        assertThat(run("run sample.ends -p end=never &", "jobs", "stop 1", "jobs")).isZero();
        assertThat(trial.out()).contains("[1] running", "[1] stopped");
    }

    @Test
    void fgEndsWithTheExitCodeOfTheJob() throws IOException {
        assertThat(run("run sample.ends -p end=strangely &", "fg 1"))
                .isEqualTo(ExitCode.UNEXPECTED);
    }

    @Test
    void exitStopsTheJobsAndSkipsTheRest() throws IOException {
        assertThat(run("run sample.ends -p end=never &", "exit", "run nothing")).isZero();
        assertThat(trial.err()).isEmpty();
        assertThat(trial.out()).contains("[1] stopped: run sample.ends -p end=never");
    }

    @Test
    void interruptionCancelsTheLineAndEndsTheScript() throws IOException {
        Thread.currentThread().interrupt();
        assertThat(run("run sample.ends -p end=never", "run nothing"))
                .isEqualTo(ExitCode.INTERRUPTED);
        assertThat(trial.err()).isEmpty();
    }

    @Test
    void jobsThatDoNotExistAndCommandsOfTheShellInTheBackgroundAreRefused() throws IOException {
        assertThat(run("fg", "stop 7", "jobs &")).isEqualTo(ExitCode.USAGE);
        assertThat(trial.err().lines())
                .containsExactly(
                        "line 1: tandem: no job runs; a line that ends with & starts one",
                        "line 2: tandem: there is no job 7; 'jobs' lists them",
                        "line 3: tandem: 'jobs' is about the shell itself; leave out the &");
    }

    @Test
    void helpSaysWhatToTryFirstAndExplainsEveryCommand() throws IOException {
        assertThat(run("help", "help run")).isZero();
        assertThat(trial.out())
                .contains(
                        "run sample.ends --variant broken",
                        "in the background",
                        "Usage: tandem run");
        assertThat(run("help rum")).isEqualTo(ExitCode.USAGE);
        assertThat(trial.err()).contains("did you mean run?");
    }
}
