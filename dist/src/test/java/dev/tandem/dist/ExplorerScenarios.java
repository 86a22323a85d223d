// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the explorer finds, shows and replays, and how a person plays against it. */
interface ExplorerScenarios {

    Program program();

    @Test
    default void theDeadlockIsFoundAndReplayed() {
        Result explored =
                program()
                        .tandem(
                                "explore",
                                "sync.philosophers",
                                "--variant",
                                "broken",
                                "--json",
                                "--save",
                                "deadlock");
        assertThat(explored.code()).as(explored.err()).isEqualTo(1);
        assertThat(explored.document()).containsEntry("stop", "failed");
        Map<?, ?> failure = (Map<?, ?>) explored.document().get("failure");
        assertThat(failure.get("kind")).isEqualTo("deadlock");

        Result replayed =
                program()
                        .tandem(
                                "replay",
                                "sync.philosophers",
                                "--variant",
                                "broken",
                                "--schedule",
                                "@deadlock");
        assertThat(replayed.out()).contains("deadlock", "Philosopher.java:");
        assertThat(replayed.code()).as(replayed.err()).isEqualTo(1);
    }

    @Test
    default void theReportIsAlsoAPage() {
        Result explored =
                program()
                        .tandem(
                                "explore",
                                "sync.philosophers",
                                "--variant",
                                "broken",
                                "--html",
                                "page.html",
                                "--json");
        assertThat(explored.document()).containsEntry("stop", "failed");
        assertThat(explored.code()).as(explored.err()).isEqualTo(1);
        assertThat(program().home().resolve("page.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("fork 1", "Philosopher.java:", "The nearest that passes: all-ate")
                .endsWith("</html>\n");
        Map<?, ?> failure = (Map<?, ?>) explored.document().get("failure");
        Result replayed =
                program()
                        .piped(
                                "replay sync.philosophers --variant broken --html replay.html --schedule "
                                        + failure.get("schedule")
                                        + "\n");
        assertThat(replayed.code()).as(replayed.err()).isEqualTo(1);
        assertThat(program().home().resolve("replay.html")).content().contains("fork 1", "held by");
    }

    @Test
    default void aPageThatCannotBeWrittenIsSaidInOneLine() {
        Result nowhere = program().tandem("explore", "sync.race", "--html", "no/page.html");
        assertThat(nowhere.err().lines()).singleElement().asString().contains("there is no folder");
        assertThat(nowhere.out()).isEmpty();
        assertThat(nowhere.code()).isEqualTo(2);
    }

    @Test
    default void aPageOnAFullDiskIsSaidInOneLineAfterTheReport() {
        Requires.here().file("/dev/full");
        Result full = program().tandem("explore", "sync.race", "--html", "/dev/full");
        assertThat(full.err().lines())
                .singleElement()
                .asString()
                .contains("cannot write /dev/full");
        assertThat(full.out()).contains("executions");
        assertThat(full.code()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource({
        "sync.philosophers, ordered, sync",
        "sync.race, atomic, memory",
        "sync.rlock-or-lock, fixed, volatile",
        "comms.fifo, single, sync",
        "events.emitter, loop, sync"
    })
    default void everyInterleavingOfASoundVariantIsSeen(String id, String variant, String level) {
        Result result =
                program().tandem("explore", id, "--variant", variant, "--level", level, "--json");
        assertThat(result.document()).containsEntry("stop", "exhausted");
        assertThat(result.code()).as(result.err()).isZero();
    }

    private Result play(String moves, String... arguments) {
        List<String> command =
                new ArrayList<>(program().command("tandem", "play", "sync.philosophers"));
        command.addAll(List.of(arguments));
        return program().run(moves, Map.of(), command);
    }

    @Test
    default void aPlayerDrivesThePhilosophersIntoTheDeadlock() {
        Result result = play("0x14 1x3\n2x3\n3x3\n", "--variant", "broken", "--json");
        assertThat(result.document())
                .containsEntry("outcome", "deadlock")
                .containsEntry("reached", true);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    default void aMoveThatIsWrongGetsOneLineAndTheGameGoesOn() {
        Result result = play("nonsense\n9\n0\nu\nu\n0\nq\n", "--variant", "ordered");
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("'nonsense' is no move"),
                        line -> assertThat(line).contains("there is no thread 9 yet, only 0"),
                        line -> assertThat(line).contains("no step to take back"));
        assertThat(result.out()).contains("Left before the end, after 1 steps.");
        assertThat(result.code()).isZero();
    }

    @Test
    default void whatWasPlayedIsSavedAndReplayed() {
        String moves = "0x14 1x3 2x3 3x3\nsave game\n";
        assertThat(play(moves, "--variant", "broken").code()).isEqualTo(1);
        Result replayed =
                program()
                        .tandem(
                                "replay",
                                "sync.philosophers",
                                "--variant",
                                "broken",
                                "--schedule",
                                "@" + program().home().resolve("game"),
                                "--json");
        assertThat(replayed.document()).containsEntry("outcome", "deadlock");
        assertThat(replayed.code()).isEqualTo(1);
    }
}
