// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tandem.dist.Program.Result;
import dev.tandem.spi.os.Requires;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a run on a machine that is short of something. */
interface FaultScenarios {

    Program program();

    /**
     * Mounts a temporary folder of a single page, which is full, for this command alone; the
     * distribution may lie below the one that this hides, and moves. Prints what the folder has
     * when tandem has ended.
     */
    String IN_A_FULL_FOLDER =
            """
            mount --bind "${0%/bin/*}" /mnt && mount -t tmpfs -o size=4k,nr_inodes="$1" tmpfs /tmp || exit 99
            head -c 4096 /dev/zero >/tmp/page
            shift
            /mnt/bin/tandem "$@"
            code=$?
            echo "left: $(ls -A /tmp)"
            exit $code
            """;

    /** The number of an exit that a full folder cannot be had for. */
    int NO_MOUNT = 99;

    private Result inAFullFolder(int files, String line) {
        Requires.here().programs("unshare", "mount");
        String tandem = program().executable("tandem").toString();
        List<String> command =
                new java.util.ArrayList<>(
                        List.of(
                                "unshare",
                                "--map-root-user",
                                "--mount",
                                "sh",
                                "-c",
                                IN_A_FULL_FOLDER,
                                tandem,
                                Integer.toString(files)));
        command.addAll(List.of(line.split(" ")));
        Result probe =
                program()
                        .run(
                                "",
                                Map.of(),
                                List.of(
                                        "sh",
                                        "-c",
                                        "unshare --map-root-user --mount mount -t tmpfs tmpfs /mnt || exit "
                                                + NO_MOUNT));
        assumeFalse(
                probe.code() == NO_MOUNT,
                () -> "no full folder can be mounted here: " + probe.err().strip());
        return program().run("", Map.of("XDG_CACHE_HOME", "/proc/nowhere"), command);
    }

    @ParameterizedTest
    @CsvSource({
        "2, run processes.shared-memory, cannot make a folder in /tmp",
        "9, run processes.shared-memory, no room left in /tmp",
        "9, run processes.logging --variant collected, no room left in /tmp",
        "9, run processes.logging --variant same-file, no room left in /tmp"
    })
    default void aFullTemporaryFolderIsNamedInOneLine(int files, String line, String reason) {
        Result result = inAFullFolder(files, line);
        assertThat(result.out().lines())
                .anySatisfy(told ->
                        assertThat(told).startsWith("outcome   unavailable").contains(reason))
                .anySatisfy(told -> assertThat(told).contains("make room there"))
                .endsWith("left: page")
                .noneMatch(told -> told.startsWith("\tat "));
        assertThat(result.err()).doesNotContain("\tat ");
        assertThat(result.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "run events.echo-servers -p connections=200, connections: 200",
        "compare events.echo -p connections=200, connections: 200",
        "run events.web -p clients=200, clients: 202"
    })
    default void moreConnectionsThanFilesAreAllowedIsSaid(String line, String what) {
        Result result = program().sh("ulimit -n 300; exec \"$0\" " + line);
        // Where it is told as the outcome of a run, it is broken into lines.
        String told = (result.out() + result.err()).replaceAll("\\s+", " ");
        assertThat(told)
                .contains("parameter " + what + " connections take")
                .contains("take fewer, or raise ulimit -n")
                .doesNotContain(" at dev.tandem");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    default void standardInputThatIsClosedIsEmpty() {
        Result result = program().sh("exec \"$0\" <&-");
        assertThat(result.err()).doesNotContain("there is no command");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    default void standardOutputThatIsClosedIsAnErrorInOneLine() {
        Result result = program().sh("exec \"$0\" list >&-");
        assertThat(result.err().lines())
                .filteredOn(line -> line.startsWith("tandem: cannot write to standard output"))
                .hasSize(1);
        assertThat(result.code()).isEqualTo(70);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run processes.pool",
                "run processes.spawn -p count=1",
                "compare threads.primes -p numbers=2000 --rounds 3 --models sequential,processes"
            })
    default void workersNeedNoTemporaryFolder(String line) {
        Result result = inAFullFolder(2, line);
        assertThat(result.out()).endsWith("left: page\n");
        assertThat(result.code()).as(result.out() + result.err()).isZero();
    }
}
