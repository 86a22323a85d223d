// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void connectionsShareTheBandwidth() throws Exception {
        var line = new Line(1_000_000);
        List<Callable<Void>> senders = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            senders.add(() -> {
                for (int piece = 0; piece < 10; piece++) {
                    line.send(1000);
                }
                return null;
            });
        }
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var sent : threads.invokeAll(senders)) {
                sent.get();
            }
        }
        // 100,000 bytes at 1 MB/s, less the depth of the bucket; how much later it is depends on
        // the machine.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(95));
    }

    @Test
    void aLineWithoutLimitNeverBlocks() throws InterruptedException {
        var line = new Line(0);
        for (int i = 0; i < 1000; i++) {
            line.send(Integer.MAX_VALUE);
        }
    }

    @Test
    void whoeverWaitsForTheLineCanBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Line(1).send(1000)).isInstanceOf(InterruptedException.class);
    }
}
