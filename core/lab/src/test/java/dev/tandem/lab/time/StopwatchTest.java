// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    private static final TimedRun.What WHAT =
            new TimedRun.What(
                    "tandem",
                    "sync.race",
                    "lock",
                    Map.of("threads", "4"),
                    42,
                    Duration.ofMinutes(1));

    private final AtomicLong now = new AtomicLong();
    private final List<WorkerRequest> requests = new ArrayList<>();
    private boolean closed;

    /** Says what it is told to, and is this very process. */
    private final class Scripted implements Worker {

        private final Queue<String> messages;

        Scripted(String... messages) {
            this.messages = new ArrayDeque<>(List.of(messages));
        }

        @Override
        public ProcessHandle process() {
            return ProcessHandle.current();
        }

        @Override
        public List<String> command() {
            return List.of();
        }

        @Override
        public void send(byte[] message) {}

        @Override
        public Optional<byte[]> receive() {
            return Optional.ofNullable(messages.poll())
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void endInput() {}

        @Override
        public int waitFor() {
            return 0;
        }

        @Override
        public String errorTail() {
            return "";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Timing time(String... messages) throws InterruptedException {
        return new Stopwatch(
                        request -> {
                            requests.add(request);
                            return new Scripted(messages);
                        },
                        () -> now.addAndGet(100))
                .time(WHAT, Launch.JVM, "classes");
    }

    @Test
    void startAndWholeAreTimedAndTheRestIsTold() throws InterruptedException {
        var usage = new ResourceUsage(1, 2, Long.MAX_VALUE, 4, 5, 6, 7);
        Timing timing = time("ENDED", "exact", "70", usage.written());
        assertThat(timing.verdict()).isEqualTo(Verdict.ENDED);
        assertThat(timing.outcome()).isEqualTo("exact");
        assertThat(timing.startNanos()).isEqualTo(100);
        assertThat(timing.wallNanos()).isEqualTo(200);
        assertThat(timing.runNanos()).isEqualTo(70);
        assertThat(timing.usage()).contains(usage);
        assertThat(timing.treePeakBytes()).hasValue(Long.MAX_VALUE);
        assertThat(closed).isTrue();
    }

    @Test
    void theProcessIsToldWhatToRun() throws InterruptedException {
        time("ENDED", "exact", "70", "unknown");
        assertThat(requests.getFirst().arguments())
                .containsExactly("tandem", "sync.race", "lock", "42", "1m", "threads=4");
        assertThat(requests.getFirst().classPath()).isEqualTo("classes");
    }

    @Test
    void whatIsNotKnownIsEmpty() throws InterruptedException {
        assertThat(time("FAILED", "it broke", "0", "unknown").usage()).isEmpty();
    }

    @Test
    void aFormThatIsMissingIsPartOfTheAnswer() throws InterruptedException {
        var stopwatch =
                new Stopwatch(request -> {
                    throw new Missing("there is none", "get one");
                });
        Timing timing = stopwatch.time(WHAT, Launch.NATIVE, "");
        assertThat(timing.verdict()).isEqualTo(Verdict.UNAVAILABLE);
        assertThat(timing.outcome()).isEqualTo("there is none; get one");
    }

    @Test
    void aProcessThatEndsEarlyHasFailed() {
        assertThatThrownBy(() -> time("ENDED", "exact")).isInstanceOf(WorkerFailed.class);
        assertThat(closed).isTrue();
    }
}
