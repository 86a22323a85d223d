// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Cli;
import dev.tandem.cli.Input;
import dev.tandem.cli.KillCommand;
import dev.tandem.cli.PsCommand;
import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.NoProcesses;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.os.Requires;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What ps shows and kill ends, with real processes. */
class FamilyTest {

    private final WorkerScope scope =
            new WorkerScope(LauncherTest::command, event -> {}, new Overlap());
    private final StringWriter out = new StringWriter();
    private final Cli cli =
            new Cli(
                    "tandem",
                    () -> Catalogue.of(List.of(), List.of()),
                    launch -> sink -> new NoProcesses(),
                    Input.NONE,
                    new PrintWriter(out),
                    new PrintWriter(out),
                    Screen.NONE,
                    Screen.NONE);

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    @AfterEach
    void end() {
        scope.end();
    }

    private Family.Member member(long pid) {
        return Family.now().stream().filter(m -> m.status().pid() == pid).findFirst().orElseThrow();
    }

    @Test
    void childrenStandBelowTheirParents() throws Exception {
        Worker worker = scope.start(WorkerRequest.of("grandchild"));
        long grandchild = Long.parseLong(worker.receiveText().orElseThrow());
        assertThat(Family.now().getFirst().status().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(member(worker.pid()).depth()).isEqualTo(1);
        assertThat(member(worker.pid()).residentBytes()).isBetween(1L << 20, 1L << 32);
        assertThat(member(worker.pid()).cpuSeconds()).isPositive();
        assertThat(member(grandchild).depth()).isEqualTo(2);
        assertThat(member(grandchild).adopted()).isFalse();
    }

    @Test
    void anOrphanStaysOneOfTheFamily() throws Exception {
        Requires.here().program("setsid");
        Worker worker = scope.start(WorkerRequest.of("detach"));
        long orphan = Long.parseLong(worker.receiveText().orElseThrow());
        worker.waitFor();
        assertThat(member(orphan).adopted()).isTrue();
        assertThat(member(orphan).status().command()).isEqualTo("sleep 321");
    }

    @Test
    void anOrphanThatHasWipedItsEnvironmentStaysOneOfTheFamily() throws Exception {
        Requires.here().program("setsid");
        Worker worker = scope.start(WorkerRequest.of("forget"));
        long orphan = Long.parseLong(worker.receiveText().orElseThrow());
        worker.waitFor();
        assertThat(member(orphan).depth()).isEqualTo(1);
        assertThat(member(orphan).status().command()).isEqualTo("sleep 323");
    }

    @Test
    void theGuardianIsShownAsWhatItIs() throws Exception {
        scope.start(WorkerRequest.of("echo"));
        assertThat(Family.now())
                .filteredOn(member -> member.command().startsWith("guardian"))
                .singleElement()
                .satisfies(member -> assertThat(member.adopted()).isFalse());
        assertThat(new CommandLine(new PsCommand(cli)).execute()).isZero();
        cli.out().flush();
        assertThat(out.toString()).contains("  guardian, which ").doesNotContain("/bin/sh");
    }

    @Test
    void psShowsTheTree() throws Exception {
        Worker worker = scope.start(WorkerRequest.of("grandchild"));
        String grandchild = worker.receiveText().orElseThrow();
        assertThat(new CommandLine(new PsCommand(cli)).execute()).isZero();
        cli.out().flush();
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line).contains(" " + grandchild + "  sleeping"))
                // What tells workers apart.
                .anySatisfy(line ->
                        assertThat(line)
                                .contains(" " + worker.pid() + " ")
                                .endsWith(" worker grandchild")
                                .hasSizeLessThanOrEqualTo(cli.screen().width()));
    }

    @Test
    void killEndsWhatWasStartedHere() throws Exception {
        Worker worker = scope.start(WorkerRequest.of("deaf"));
        assertThat(new CommandLine(new KillCommand(cli)).execute(Long.toString(worker.pid())))
                .isZero();
        assertThat(worker.waitFor()).isEqualTo(143);
    }

    @Test
    void killRefusesWhatWasNotStartedHere() {
        var line =
                new CommandLine(new KillCommand(cli))
                        .setExecutionExceptionHandler((e, command, result) -> {
                            out.write(e.getMessage());
                            return 2;
                        });
        assertThat(line.execute("1")).isEqualTo(2);
        assertThat(line.execute(Long.toString(ProcessHandle.current().pid()))).isEqualTo(2);
        assertThat(line.execute("all")).isEqualTo(2);
        assertThat(out.toString())
                .contains(
                        "1 is not a process that was started here",
                        "all is not a process that was started here");
    }
}
