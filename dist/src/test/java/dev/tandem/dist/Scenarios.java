// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every distribution, whatever its executables are made of. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Scenarios implements FaultScenarios, CatalogueScenarios, ClusterScenarios {

    Path home;

    Program program;

    /** The exploded distribution. */
    abstract Path distribution();

    @Override
    public Program program() {
        return program;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        program = new Program(distribution().resolve("bin"), home);
        // The first start on a JVM prepares the next ones, and says so.
        program.tandem("--version");
    }

    @AfterAll
    void nothingIsLeftRunning() {
        await().atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(program.alive()).isEmpty());
    }

    @Test
    void theVersionIsOneLine() {
        Result result = program.tandem("--version");
        assertThat(result.out()).matches("tandem \\d+\\.\\d+\\.\\d+\\R");
        assertOk(result);
    }

    @Test
    void tandemListsEveryChapter() {
        Result result = program.tandem("list");
        assertThat(result.out())
                .contains(
                        "threads.primes",
                        "sync.philosophers",
                        "comms.fifo",
                        "processes.spawn",
                        "events.emitter",
                        "gpu.devices");
        assertOk(result);
    }

    @Test
    void aDumpOfAnotherJvmNamesItsDeadlock() throws IOException {
        Requires.here().proc();
        Process stuck =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Stuck.class.getName())
                        .start();
        try {
            assertThat(stuck.inputReader().readLine()).isEqualTo("taken");
            String pid = Long.toString(stuck.pid());
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> {
                        Result result = program.tandem("dump", pid, "--times", "1");
                        assertThat(result.out())
                                .contains(
                                        "Deadlock of 2 threads in a circle", "virtual thread one");
                        assertThat(result.code()).isEqualTo(1);
                    });
        } finally {
            stuck.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"threads", "sync", "comms", "processes", "events", "gpu"})
    void anExecutableOfAChapterListsThatChapterAlone(String chapter) {
        Result result =
                program.run("", Map.of(), program.command("tandem-" + chapter, "list", "--json"));
        assertThat(result.out()).contains("\"" + chapter + ".");
        assertThat(list(document(result), "chapters")).hasSize(1);
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list --json",
                "info sync.philosophers --json",
                "info threads.primes --json",
                "models --json",
                "run sync.race --variant atomic --json",
                "run comms.fifo --json",
                "run events.emitter --json",
                "run processes.identify --json",
                "compare threads.primes -p numbers=2000 --rounds 3 --models sequential,pool --json",
                "bench threads.primes -p numbers=2000 --rounds 3 --json",
                "time sync.race --json",
                "choose threads.primes -p numbers=2000 --time-limit 200ms --json"
            })
    void jsonIsOneDocumentAndNothingElse(String line) {
        Result result = program.tandem(line.split(" "));
        assertThat(result.out().strip()).startsWith("{").endsWith("}").doesNotContain("\n");
        assertThat(document(result)).isNotEmpty();
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void doctorEndsAsWhatItMisses() {
        Result result = program.tandem("doctor", "--json");
        boolean complete = list(document(result), "missing").isEmpty();
        assertThat(result.code()).isEqualTo(complete ? 0 : 3);
    }

    @ParameterizedTest
    @CsvSource({
        "sync.race, final class Race implements Workload",
        "processes.fork, final class Fork implements Workload",
        "threads.primes, implements Job<"
    })
    void infoPrintsTheProgram(String id, String line) {
        Result result = program.tandem("info", id, "--source");
        assertThat(result.out()).contains(line).doesNotContain("\033");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void aRunIsGradedByWhatItObserved() {
        Map<String, Object> flawed =
                document(
                        program.tandem(
                                "run", "sync.rlock-or-lock", "--variant", "broken", "--json"));
        assertThat(flawed)
                .containsEntry("outcome", "self-deadlock")
                .containsEntry("grade", "FORBIDDEN");
        Map<String, Object> sound =
                document(
                        program.tandem(
                                "run", "sync.rlock-or-lock", "--variant", "fixed", "--json"));
        assertThat(sound).containsEntry("grade", "ACCEPTABLE");
    }

    @Test
    void aForbiddenOutcomeEndsWithOne() {
        assertThat(program.tandem("run", "sync.rlock-or-lock", "--variant", "broken").code())
                .isEqualTo(1);
    }

    @Test
    void theDeadlockIsFoundAndReplayed() {
        Result explored =
                program.tandem(
                        "explore",
                        "sync.philosophers",
                        "--variant",
                        "broken",
                        "--json",
                        "--save",
                        "deadlock");
        assertThat(explored.code()).as(explored.err()).isEqualTo(1);
        assertThat(document(explored)).containsEntry("stop", "failed");
        Map<?, ?> failure = (Map<?, ?>) document(explored).get("failure");
        assertThat(failure.get("kind")).isEqualTo("deadlock");

        Result replayed =
                program.tandem(
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
    void theReportIsAlsoAPage() {
        Result explored =
                program.tandem(
                        "explore",
                        "sync.philosophers",
                        "--variant",
                        "broken",
                        "--html",
                        "page.html",
                        "--json");
        assertThat(document(explored)).containsEntry("stop", "failed");
        assertThat(explored.code()).as(explored.err()).isEqualTo(1);
        assertThat(home.resolve("page.html"))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("fork 1", "Philosopher.java:", "The nearest that passes: all-ate")
                .endsWith("</html>\n");
        Map<?, ?> failure = (Map<?, ?>) document(explored).get("failure");
        Result replayed =
                program.piped(
                        "replay sync.philosophers --variant broken --html replay.html --schedule "
                                + failure.get("schedule")
                                + "\n");
        assertThat(replayed.code()).as(replayed.err()).isEqualTo(1);
        assertThat(home.resolve("replay.html")).content().contains("fork 1", "held by");
    }

    @Test
    void aPageThatCannotBeWrittenIsSaidInOneLine() {
        Result nowhere = program.tandem("explore", "sync.race", "--html", "no/page.html");
        assertThat(nowhere.err().lines()).singleElement().asString().contains("there is no folder");
        assertThat(nowhere.out()).isEmpty();
        assertThat(nowhere.code()).isEqualTo(2);
    }

    @Test
    void aPageOnAFullDiskIsSaidInOneLineAfterTheReport() {
        Requires.here().file("/dev/full");
        Result full = program.tandem("explore", "sync.race", "--html", "/dev/full");
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
    void everyInterleavingOfASoundVariantIsSeen(String id, String variant, String level) {
        Result result =
                program.tandem("explore", id, "--variant", variant, "--level", level, "--json");
        assertThat(document(result)).containsEntry("stop", "exhausted");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void everyModelThatIsComparedHasTimesAndHasBeenVerified() {
        Result result =
                program.tandem(
                        "compare",
                        "threads.primes",
                        "-p",
                        "numbers=2000",
                        "--rounds",
                        "3",
                        "--models",
                        "sequential,pool,processes",
                        "--json");
        Map<String, Object> document = document(result);
        assertThat(document).containsEntry("verified", true);
        assertThat(list(document, "models"))
                .hasSize(3)
                .allSatisfy(model -> assertThat(list(model, "samples")).isNotEmpty());
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2, runn sync.race, did you mean run",
        "2, run sync.rase, did you mean sync.race",
        "2, info sync.philosphers, did you mean sync.philosophers",
        "2, run sync.race --variant atomik, did you mean atomic",
        "2, run sync.race -p thread=3, did you mean threads",
        "2, run sync.race -p threads=0, 1..64",
        "2, run sync.race -p threads=many, a whole number",
        "2, run sync.race --timeout -1s, '200ms, 2s or 1m'",
        "2, run sync.race --sed 1, --seed",
        "2, run, it lacks 'ID'",
        "2, compare threads.primes --models poool, did you mean pool",
        "2, explore gpu.devices, cannot be explored",
        "2, replay sync.race --schedule 1:0:sync:r:0, of another program",
        "2, compare sync.race, sync.race",
        "2, bench threads.prime, did you mean threads.primes",
        "2, choose threads.prime, did you mean threads.primes",
        "2, choose threads.primes --time-limit 0, is not a duration",
        "2, choose threads.primes --grow 0, not 0",
        "2, bench --class-path nowhere Own#run, which is not there",
        "3, list --chapter synk, did you mean sync"
    })
    void badInputGetsOneLineThatHelps(int code, String line, String help) {
        Result result = program.tandem(line.split(" "));
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(help).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void aRunThatTakesTooLongIsEnded() {
        Result result =
                program.tandem(
                        "run",
                        "sync.philosophers",
                        "--variant",
                        "ordered",
                        "-p",
                        "meals=1000",
                        "--pace",
                        "1",
                        "--timeout",
                        "300ms");
        assertThat(result.code()).isEqualTo(124);
        assertThat(result.err() + result.out()).doesNotContain("\tat ");
    }

    @Test
    void aFullDiskIsReported() {
        Requires.here().file("/dev/full");
        Result result = program.sh("\"$0\" list >/dev/full");
        assertThat(result.code()).isEqualTo(70);
        assertThat(result.err())
                .contains("cannot write to standard output")
                .doesNotContain("\tat ");
    }

    @Test
    void aReaderThatHasLeftEndsTheCommandInSilence() {
        Result result =
                program.sh("mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; rm pipe; \"$0\" list >&4");
        assertThat(result.code()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void linesThatArePipedInAreExecuted() {
        Result result = program.piped("list --chapter sync\nrun sync.race --variant atomic\n");
        assertThat(result.out()).contains("sync.philosophers", "ACCEPTABLE");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void anOrphanIsAdoptedEndedAndNoZombieIsLeft() {
        Requires.here().proc();
        Result result = program.piped("run processes.orphan\nps\n");
        assertThat(result.out()).contains(", this process", "adopted-and-ended");
        assertThat(result.out().substring(result.out().indexOf("COMMAND")).lines())
                .as("the heading and tandem itself")
                .hasSize(2);
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void theFirstPipedLineThatFailsDecidesTheExitCode() {
        Result result = program.piped("list --chapter synk\nnonsense\nlist\n");
        assertThat(result.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 1: ").contains("synk"),
                        line -> assertThat(line).startsWith("line 2: ").contains("nonsense"));
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void theShellWorksOnATerminal() {
        try (var terminal = Terminal.open(program)) {
            terminal.type("list --chapter comms\r");
            terminal.await("comms.task-done");
            terminal.type("\004");
            assertThat(terminal.exitCode()).isZero();
        }
    }

    @Test
    void anInterruptCancelsTheRunAndKeepsTheShell() {
        try (var terminal = Terminal.open(program)) {
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

    private Result play(String moves, String... arguments) {
        List<String> command =
                new java.util.ArrayList<>(program.command("tandem", "play", "sync.philosophers"));
        command.addAll(List.of(arguments));
        return program.run(moves, Map.of(), command);
    }

    @Test
    void aPlayerDrivesThePhilosophersIntoTheDeadlock() {
        Result result = play("0x14 1x3\n2x3\n3x3\n", "--variant", "broken", "--json");
        assertThat(document(result))
                .containsEntry("outcome", "deadlock")
                .containsEntry("reached", true);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aMoveThatIsWrongGetsOneLineAndTheGameGoesOn() {
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
    void whatWasPlayedIsSavedAndReplayed() {
        String moves = "0x14 1x3 2x3 3x3\nsave game\n";
        assertThat(play(moves, "--variant", "broken").code()).isEqualTo(1);
        Result replayed =
                program.tandem(
                        "replay",
                        "sync.philosophers",
                        "--variant",
                        "broken",
                        "--schedule",
                        "@" + home.resolve("game"),
                        "--json");
        assertThat(document(replayed)).containsEntry("outcome", "deadlock");
        assertThat(replayed.code()).isEqualTo(1);
    }

    @Test
    void everyDocumentIsThere() {
        Path share = distribution().resolve("share");
        assertThat(share.resolve("man/man1/tandem.1")).content().startsWith(".TH \"TANDEM\" 1");
        assertThat(share.resolve("man/man1/tandem-compare.1")).content().contains(".SH OPTIONS");
        assertThat(share.resolve("THIRD-PARTY.txt"))
                .content()
                .contains("info.picocli:picocli")
                .doesNotContain("dev.tandem");
        assertThat(share.resolve("completion/bash/tandem")).content().contains("sync.philosophers");
        assertThat(share.resolve("completion/zsh/_tandem"))
                .content()
                .startsWith("#compdef tandem ");
        assertThat(distribution().resolve("LICENSE")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tandem run sync.race --variant at           | atomic
                    tandem run sync.race --variant = at         | atomic
                    tandem explore sync.race --strategy r       | random
                    tandem explore sync.race --level ''         | sync volatile memory
                    tandem compare threads.primes --launch n    | native
                    tandem compare threads.primes --models seq  | sequential
                    tandem compare x.y --models pool,seq        | pool,sequential
                    tandem compare x.y --models sequential,seq  |
                    tandem run sync.race -p threads =           |
                    tandem info gpu.dev                         | gpu.devices
                    tandem run gpu.dev                          | gpu.devices
                    tandem explore gpu.dev                      |
                    tandem-sync explore ''                      | sync.philosophers sync.race
                    tandem-sync run comms.f                     |
                    tandem replay sync.race --schedule @ga      | @game
                    tandem run sync.race --seed ''              |
                    tandem cluster st                           | status
                    tandem cluster serve --l                    | --listen
                    tandem cluster serve --key ''               |
                    """)
    void bashCompletesWordsFromTheCatalogue(String words, @Nullable String expected)
            throws IOException {
        Requires.here().program("bash");
        Files.writeString(home.resolve("game"), "");
        String script = distribution().resolve("share/completion/bash/tandem").toString();
        String shown =
                "COMP_WORDS=("
                        + words
                        + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); . \"$0\"; _tandem; echo \"${COMPREPLY[@]}\"";
        Result result = program.run("", Map.of(), List.of("bash", "-c", shown, script));
        assertThat(result.out().strip()).startsWith(expected == null ? "" : expected);
        assertThat(result.out().isBlank()).isEqualTo(expected == null);
        assertOk(result);
    }

    @Test
    void zshAcceptsItsCompletion() {
        String script = distribution().resolve("share/completion/zsh/_tandem").toString();
        String zsh = Requires.here().program("zsh").toString();
        assertOk(program.run("", Map.of(), List.of(zsh, "-n", script)));
    }

    @ParameterizedTest
    @CsvSource({
        "tandem, EXIT",
        "tandem-compare, --rounds",
        "tandem-cluster, --listen",
        "tandem-sync, sync.philosophers"
    })
    void aManPageIsFormattedWithoutAWarningWhereverItLies(String name, String content) {
        String page = distribution().resolve("share/man/man1/" + name + ".1").toString();
        String groff = Requires.here().program("groff").toString();
        // -s follows .so, as man does.
        List<String> command = List.of(groff, "-man", "-s", "-ww", "-Tascii", "-P-cbu", page);
        Result result = program.run("", Map.of(), command);
        assertThat(result.out()).contains(content);
        assertOk(result);
    }

    @Test
    void noFolderOfLicencesIsEmpty() throws IOException {
        try (Stream<Path> folders = Files.list(distribution().resolve("share/licences"))) {
            assertThat(folders)
                    .isNotEmpty()
                    .allSatisfy(folder -> assertThat(folder).isNotEmptyDirectory());
        }
    }

    static void assertOk(Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    private static List<?> list(Object document, String key) {
        return (List<?>) ((Map<?, ?>) document).get(key);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> document(Result result) {
        Object document = Jsonb.builder().build().type(Object.class).fromJson(result.out());
        return (Map<String, Object>) document;
    }
}
