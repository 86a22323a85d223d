// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import org.junit.jupiter.api.Test;

/** The interactive shell, on a terminal and in a pipe. */
interface ShellScenarios {

    Program program();

    @Test
    default void linesThatArePipedInAreExecuted() {
        Result result = program().piped("list --chapter sync\nrun sync.race --variant atomic\n");
        assertThat(result.out()).contains("sync.philosophers", "ACCEPTABLE");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    default void anOrphanIsAdoptedEndedAndNoZombieIsLeft() {
        Requires.here().proc();
        Result result = program().piped("run processes.orphan\nps\n");
        assertThat(result.out()).contains(", this process", "adopted-and-ended");
        assertThat(result.out().substring(result.out().indexOf("COMMAND")).lines())
                .as("the heading and tandem itself")
                .hasSize(2);
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    default void theFirstPipedLineThatFailsDecidesTheExitCode() {
        Result result = program().piped("list --chapter synk\nnonsense\nlist\n");
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 1: ").contains("synk"),
                        line -> assertThat(line).startsWith("line 2: ").contains("nonsense"));
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    default void theShellWorksOnATerminal() {
        try (var terminal = Terminal.open(program())) {
            terminal.type("list --chapter comms\r");
            terminal.await("comms.task-done");
            terminal.type("\004");
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    default void anInterruptCancelsTheRunAndKeepsTheShell() {
        try (var terminal = Terminal.open(program())) {
            terminal.type("run sync.philosophers --variant ordered -p meals=1000 --pace 1\r");
            terminal.await("picks up|takes|eats");
            terminal.type("\003");
            terminal.await("cancelled|interrupted");
            terminal.type("models\r");
            terminal.await("fork-join");
            terminal.type("exit\r");
            assertThat(terminal.exitCode()).isBetween(0, 130);
        }
    }
}
