// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.Test;

class DecoratedTypeTest {

    private static Runs runs(String variant) {
        return Runs.of(new DecoratedType()).variant(variant);
    }

    @Test
    void oneCallThatWalksThroughTheSetIsNeverDisturbed() {
        Observed seen = runs("fixed").with("numbers", 1000).observe();

        assertThat(seen.label()).isEqualTo("whole");
        assertThat(seen.evidence())
                .containsEntry("numbers", 2000)
                .containsEntry("walks", 40)
                .containsEntry("brokenOff", 0);
    }

    @Test
    void anIteratorEscapesTheLock() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> runs("broken").observe(), seen -> seen.label().equals("broken-off"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void theProxyAnswersAsTheTargetDoes() {
        Queue<String> queue = Locked.all(Queue.class, new ArrayDeque<>());

        queue.add("element");

        assertThat(queue.poll()).isEqualTo("element");
        assertThat(queue.poll()).isNull();
    }

    @Test
    @SuppressWarnings("unchecked")
    void theProxyThrowsWhatTheTargetThrows() {
        Queue<String> queue = Locked.all(Queue.class, new ArrayBlockingQueue<>(1));
        queue.add("element");

        assertThatIllegalStateException().isThrownBy(() -> queue.add("another"));
    }
}
