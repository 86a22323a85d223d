// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class TasksTest {

    @Test
    void aPoolThatDoesNotEndIsNotWaitedForForEver() {
        var release = new CountDownLatch(1);
        try (var executor = Executors.newSingleThreadExecutor()) {
            executor.execute(() -> awaitDeafly(release));
            Tasks.end(executor, Duration.ofMillis(1));
            assertThat(executor.isTerminated()).isFalse();
            release.countDown();
        }
    }

    @Test
    void anInterruptionOfWhoWaitsIsKept() {
        try (var executor = Executors.newSingleThreadExecutor()) {
            Thread.currentThread().interrupt();
            Tasks.end(executor, Duration.ofSeconds(10));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(executor.isTerminated()).isTrue();
        }
    }

    private static void awaitDeafly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // Deaf, as code of others can be.
            }
        }
    }
}
