// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
abstract class Scenarios
        implements CatalogueScenarios,
                ClusterScenarios,
                DocumentScenarios,
                ExplorerScenarios,
                FaultScenarios,
                ShellScenarios {

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
        result.assertOk();
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
        result.assertOk();
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
        assertThat(Json.list(result.document(), "chapters")).hasSize(1);
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
        assertThat(result.document()).isNotEmpty();
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void doctorEndsAsWhatItMisses() {
        Result result = program.tandem("doctor", "--json");
        boolean complete = Json.list(result.document(), "missing").isEmpty();
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
        Result flawed =
                program.tandem("run", "sync.rlock-or-lock", "--variant", "broken", "--json");
        assertThat(flawed.document())
                .containsEntry("outcome", "self-deadlock")
                .containsEntry("grade", "FORBIDDEN");
        Result sound = program.tandem("run", "sync.rlock-or-lock", "--variant", "fixed", "--json");
        assertThat(sound.document()).containsEntry("grade", "ACCEPTABLE");
    }

    @Test
    void aForbiddenOutcomeEndsWithOne() {
        assertThat(program.tandem("run", "sync.rlock-or-lock", "--variant", "broken").code())
                .isEqualTo(1);
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
        Map<String, Object> document = result.document();
        assertThat(document).containsEntry("verified", true);
        assertThat(Json.list(document, "models"))
                .hasSize(3)
                .allSatisfy(model -> assertThat(Json.list(model, "samples")).isNotEmpty());
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
}
