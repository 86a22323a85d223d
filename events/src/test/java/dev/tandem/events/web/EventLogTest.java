// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Crew;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogTest {

    private final EventLog log = new EventLog(3);

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 3", "3, 4", "4, 5"})
    void whoAsksForWhatIsGoneGetsTheOldestThatIsKept(long after, long id) {
        fill(5);

        assertThat(log.peek(after)).hasValue(new ServerEvent("message", id, "event " + id));
    }

    @Test
    void afterTheLastThereIsNothingYet() {
        fill(2);

        assertThat(log.peek(2)).isEmpty();
        assertThat(log.isOver(2)).isFalse();
    }

    @Test
    void whatIsLeftAtTheEndIsStillRead() throws InterruptedException {
        fill(2);
        log.end();

        assertThat(log.next(1)).isPresent();
        assertThat(log.next(2)).isEmpty();
        assertThat(List.of(log.isOver(1), log.isOver(2))).containsExactly(false, true);
    }

    @Test
    void aReaderWaitsForTheNextEventAndForTheEnd() throws Exception {
        try (Crew crew = Crew.named("reader-")) {
            Thread reader =
                    crew.start(() -> {
                        assertThat(log.next(0)).isPresent();
                        assertThat(log.next(1)).isEmpty();
                    });
            awaitWaiting(reader);
            fill(1);
            awaitWaiting(reader);
            log.end();
            crew.join();
        }
    }

    private void fill(int count) {
        LongStream.rangeClosed(1, count).forEach(id -> log.append("event " + id));
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
