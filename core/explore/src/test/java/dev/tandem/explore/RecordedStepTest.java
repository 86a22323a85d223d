// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.Failure.StepRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedStepTest {

    private static StepRow row(String operation, String lock, String method) {
        return new StepRow("main", operation, lock, "Cache.java:7", method, List.of(), false);
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Cache.get, com.acme.Cache.get",
        "com.acme.Cache.lambda$get$0, com.acme.Cache.get",
        "com.acme.Cache.lambda$get$b12198d4$1, com.acme.Cache.get",
        "com.acme.Cache$1.run, com.acme.Cache.run",
        "com.acme.Cache$Entry$2.run, com.acme.Cache$Entry.run",
        "com.acme.Cache.$tandemBody$get, com.acme.Cache.get"
    })
    void a_method_is_called_as_it_is_written(String compiled, String written) {
        List<RecordedStep> steps = RecordedStep.of(List.of(row("Object.wait", "", compiled)));
        assertThat(steps).containsExactly(new RecordedStep("main", "Object.wait", "", written));
    }

    @Test
    void locks_are_numbered_as_the_steps_come_to_them() {
        List<RecordedStep> steps =
                RecordedStep.of(
                        List.of(
                                row("lock", "ReentrantLock #7", "A.a"),
                                row("lock", "fork", "A.a"),
                                row("lock", "Cache #7", "A.a"),
                                row("lock", "ReentrantLock #1.3", "A.a"),
                                row("lock", "ReentrantLock #7", "A.a")));
        assertThat(steps)
                .extracting(RecordedStep::on)
                .containsExactly(
                        "ReentrantLock #1",
                        "fork",
                        "Cache #1",
                        "ReentrantLock #2",
                        "ReentrantLock #1");
    }
}
