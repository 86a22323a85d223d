// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Counting;
import dev.tandem.explore.Explorer;
import dev.tandem.junit.Report.Verdict;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ForksTest {

    private static final Pattern REPLAY = Pattern.compile("@Replay\\(\"([^\"]+)\"\\)");

    private static Report run(String method, String replay) throws InterruptedException {
        Task task = new Task(Counting.class.getName(), method, List.of(), Settings.usual(), replay);
        return Forks.run(task, Counting.class.getClassLoader());
    }

    @Test
    void the_jvm_of_the_tests_needs_no_flags() throws InterruptedException {
        assertThat(Explorer.isPossibleHere()).isFalse();
        assertThat(run("locked", "").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_schedule_that_a_failure_names_fails_again() throws InterruptedException {
        String schedule =
                REPLAY.matcher(run("unlocked", "").story())
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElseThrow();
        Report again = run("unlocked", schedule);
        assertThat(again.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(again.summary()).isEqualTo("one schedule, replayed: failed check");
        assertThat(again.story()).contains("expected: <2> but was: <1> at Counting.java:");
    }

    @Test
    void whoever_debugs_the_tests_can_debug_what_is_replayed() {
        assertThat(Debugging.isOn(List.of("-ea", "-agentlib:jdwp=transport=dt_socket"))).isTrue();
        assertThat(Debugging.isOn(List.of("-ea"))).isFalse();
        assertThat(Debugging.options(5005))
                .containsExactly(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:5005");
    }
}
