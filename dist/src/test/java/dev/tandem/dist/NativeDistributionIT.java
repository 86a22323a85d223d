// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The executables. */
@EnabledIfSystemProperty(named = "tandem.distribution.native", matches = ".+")
class NativeDistributionIT extends Scenarios {

    @Override
    Path distribution() {
        return Path.of(System.getProperty("tandem.distribution.native"));
    }

    @Test
    void theShellStartsItsSiblings() {
        Result result = program.tandem("run", "processes.spawn", "--json");
        assertThat(result.document()).containsEntry("grade", "ACCEPTABLE");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void plugInsAreRefusedWithTheRemedy() {
        Result result = program.tandem(Map.of("TANDEM_PLUGINS", "/plug-in.jar"), "list");
        assertThat(result.out()).contains("sync.race");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("use the JVM distribution");
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "sync.philosophers, broken, sync",
        "sync.philosophers, ordered, sync",
        "sync.race, broken, memory",
        "sync.rlock-or-lock, broken, volatile"
    })
    void theExplorerFindsWhatItFindsOnAJvm(String id, String variant, String level) {
        Program jvm = new Program(jvm().resolve("bin"), home);
        Result here =
                program.tandem("explore", id, "--variant", variant, "--level", level, "--json");
        Result there = jvm.tandem("explore", id, "--variant", variant, "--level", level, "--json");
        assertThat(withoutTimes(here)).isEqualTo(withoutTimes(there));
        assertThat(here.code()).isEqualTo(there.code());
    }

    private static Map<String, Object> withoutTimes(Result result) {
        Map<String, Object> document = new TreeMap<>(result.document());
        document.remove("nanos");
        return document;
    }

    @Test
    void classesOfOnesOwnAreForTheJvm() {
        Result result =
                program.tandem("explore", "--class-path", home.toString(), "com.acme.Transfer");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("cannot rewrite classes of your own", "JVM distribution");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void aProfileIsForTheJvm() {
        Result result = program.tandem("profile", "sync.race");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("no flight recorder", "jvm archive");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void aForkIsReal() {
        Result result = program.tandem("run", "processes.fork", "--json");
        assertThat(result.document()).containsEntry("grade", "ACCEPTABLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run processes.identify",
                "run processes.pool",
                "compare threads.primes -p numbers=2000 --rounds 3 --models sequential,processes"
            })
    void workersMayBeOfTheOtherKind(String line) {
        assertThat(onAJvmWithNativeWorkers(line).code()).isZero();
        assertThat(nativelyWithJvmWorkers(line).code()).isZero();
    }

    @Test
    void aWorkerOfTheOtherKindIsWhatTheKernelSays() {
        assertThat(executable(onAJvmWithNativeWorkers("run processes.identify")))
                .isEqualTo(program.executable("tandem").toString());
        assertThat(executable(nativelyWithJvmWorkers("run processes.identify")))
                .endsWith("/bin/java");
    }

    @Test
    void aForkCanBeHadFromAJvmThroughANativeWorker() {
        Result result = onAJvmWithNativeWorkers("run processes.fork");
        assertThat(result.document()).containsEntry("outcome", "copied");
        assertThat(result.code()).isZero();
    }

    private Result onAJvmWithNativeWorkers(String line) {
        return new Program(jvm().resolve("bin"), home)
                .tandem(
                        Map.of("TANDEM_BIN", program.bin().toString()),
                        (line + " --launch native --json").split(" "));
    }

    private Result nativelyWithJvmWorkers(String line) {
        return program.tandem(
                Map.of("TANDEM_LIB", jvm().resolve("lib").toString()),
                (line + " --launch jvm --json").split(" "));
    }

    private static Path jvm() {
        return Path.of(System.getProperty("tandem.distribution.jvm"));
    }

    private static String executable(Result result) {
        return String.valueOf(((Map<?, ?>) result.document().get("evidence")).get("executable"));
    }

    @Test
    void aSiblingThatIsMissingIsNamed() throws IOException {
        Path alone =
                Files.copy(
                        program.executable("tandem"),
                        home.resolve("tandem"),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Result result =
                program.run("", Map.of(), List.of(alone.toString(), "run", "processes.spawn"));
        assertThat(result.out() + result.err())
                .contains(home.resolve("tandem-threads").toString())
                .doesNotContain("\tat ");
        assertThat(result.code()).isBetween(3, 4);
    }
}
