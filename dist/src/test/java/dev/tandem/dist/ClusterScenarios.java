// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cluster on the loopback. */
interface ClusterScenarios {

    Program program();

    /** A member that serves, and what it says. */
    record Served(Process process, BufferedReader says) implements AutoCloseable {

        String line() throws IOException {
            return String.valueOf(says.readLine());
        }

        /** The next thing that it does, and where it listens when that is the first. */
        String place() throws IOException {
            String listens = line();
            String waits = line();
            // One thread says where it listens, another what it does.
            return (listens.startsWith("listens") ? listens : waits)
                    .replaceAll("listens at (\\S+) .*", "$1");
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Served serve(String members) throws IOException {
        List<String> command =
                program().command("tandem", "cluster", "serve", "--listen", "127.0.0.1:0");
        if (!members.isEmpty()) {
            command.addAll(List.of("--members", members));
        }
        Process process =
                program()
                        .prepare(Map.of(), command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return new Served(process, process.inputReader());
    }

    private Result compare(Map<String, String> environment, String line) {
        return program().tandem(environment, comparison(line));
    }

    /** Begins a comparison that is not over soon. */
    private Process call(Map<String, String> environment) throws IOException {
        List<String> command =
                program()
                        .command(
                                "tandem",
                                comparison("threads.primes -p numbers=1000000 -p max=1000000000"));
        return program()
                .prepare(environment, command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String[] comparison(String line) {
        return ("compare " + line + " --models cluster").split(" ");
    }

    @Test
    default void aJobIsDoneByMembersOfItsOwn() {
        Result result =
                program()
                        .tandem(
                                ("compare threads.primes -p numbers=2000 --rounds 3"
                                                + " --models sequential,cluster --json")
                                        .split(" "));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"id\":\"cluster\",\"available\":true");
    }

    @Test
    default void aKilledMemberIsSeenToGoAndAnotherOneToCome() {
        Result result = program().tandem("run processes.cluster --timeout 100s --json".split(" "));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\"complete\"", "\"membersLost\":", "\"membersJoined\":")
                .doesNotContain("\"membersLost\":0", "\"membersJoined\":0");
    }

    @Test
    default void threeMembersServeCallersAndSurviveThem() throws Exception {
        assertThat(program().tandem("cluster", "key").code()).isZero();
        List<Served> members = new ArrayList<>();
        try (Served first = serve("")) {
            String place = first.place();
            for (int i = 0; i < 2; i++) {
                Served other = serve(place);
                members.add(other);
                assertThat(other.place()).startsWith("127.0.0.1:");
            }
            Map<String, String> cluster = Map.of("TANDEM_MEMBERS", place);
            Process caller = call(cluster);
            assertThat(first.line()).isEqualTo("computes threads.primes");
            caller.destroyForcibly().waitFor();
            assertThat(first.line()).isEqualTo("waits for a caller");

            Result compared = compare(cluster, "threads.primes -p numbers=2000 --rounds 3");
            assertThat(compared.code()).as(compared.err()).isZero();
            assertThat(compared.out()).contains("All gave the same results");

            members.getFirst().close();
            Result status = program().tandem("cluster", "status", "--members", place);
            assertThat(status.out().lines())
                    .as(status.err())
                    .allMatch(line -> line.contains(" cores  load ") && line.contains("waits"))
                    .hasSizeBetween(2, 3);
        } finally {
            members.forEach(Served::close);
        }
    }
}
