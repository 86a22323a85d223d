// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static Observed run(String variant, int tasks, int threads) {
        return Runs.of(new Pool())
                .variant(variant)
                .with("tasks", tasks)
                .with("threads", threads)
                .with("empty", 10)
                .observe();
    }

    @Test
    void aFixedPoolRunsAllTasksInItsThreads() {
        Observed seen = run("fixed", 30, 2);

        assertThat(seen.label()).isEqualTo("shared");
        assertThat(seen.evidence()).containsEntry("tasks", 30);
        assertThat((int) seen.evidence().get("threads")).isBetween(1, 2);
    }

    @Test
    void aPoolAsLargeAsTheTasksMayGiveEachAThread() {
        assertThat((int) run("fixed", 4, 8).evidence().get("threads")).isBetween(1, 4);
    }

    @Test
    void virtualThreadsRunOneTaskEach() {
        Observed seen = run("virtual", 50, 1);

        assertThat(seen.label()).isEqualTo("one-each");
        assertThat(seen.evidence()).containsEntry("threads", 50).containsKey("tasksOfTheFirst");
    }

    @Test
    void aCachedPoolHasAtMostAThreadForEachTask() {
        assertThat((int) run("cached", 10, 1).evidence().get("threads")).isBetween(1, 10);
    }
}
