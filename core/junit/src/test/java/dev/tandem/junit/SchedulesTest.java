// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Counting;
import dev.tandem.junit.Report.Verdict;
import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

    @TempDir private Path folder;

    private static Report replay(String method, String schedule) throws InterruptedException {
        Task task =
                new Task(Counting.class.getName(), method, List.of(), Settings.usual(), schedule);
        return Forks.run(task, Counting.class.getClassLoader());
    }

    @Test
    void the_schedules_of_failures_are_kept_where_the_configuration_says()
            throws IOException, InterruptedException {
        Path kept = folder.resolve("schedules");
        Run run = Run.of(Counting.class, Map.of(Schedules.PARAMETER, kept.toString()));
        String file = kept.resolve("com.acme.Counting_unlocked.schedule").toString();

        assertThat(run.message("unlocked")).contains("@Replay(file = \"" + file + "\")");
        try (Stream<Path> files = Files.list(kept)) {
            assertThat(files.map(each -> String.valueOf(each.getFileName())))
                    .containsExactlyInAnyOrder(
                            "com.acme.Counting_unlocked.schedule",
                            "com.acme.Counting_tallied.schedule",
                            "com.acme.Counting_untilThere_1_.schedule");
        }
        Report again = replay("unlocked", Schedules.find("", file, "this"));
        assertThat(again.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(again.story()).contains("expected: <2> but was: <1> at Counting.java:");
        assertThat(replay("locked", Schedules.find("", file, "this")).story())
                .startsWith("the recording is of com.acme.Counting#unlocked, seed 42");
    }

    @Test
    void a_folder_that_cannot_be_written_hides_no_failure() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Run run = Run.of(Counting.class, Map.of(Schedules.PARAMETER, file.toString()));

        assertThat(run.message("unlocked"))
                .contains(
                        "expected: <2> but was: <1>",
                        "The schedule cannot be kept in '" + file + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', this has @Replay with no schedule",
        "1:0, file, this has @Replay with two schedules",
        "'', nowhere, 'this is to be replayed from the file ''nowhere'', which is not there'",
        "'', src, which cannot be read: Is a directory",
    })
    void a_schedule_that_cannot_be_had_is_refused(String schedule, String file, String reason) {
        assertThatThrownBy(() -> Schedules.find(schedule, file, "this"))
                .isInstanceOf(Usage.class)
                .hasMessageContaining(reason);
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        String file = Files.writeString(folder.resolve("empty"), "\n").toString();
        assertThatThrownBy(() -> Schedules.find("", file, "this"))
                .isInstanceOf(Usage.class)
                .hasMessageEndingWith("which is empty");
    }
}
