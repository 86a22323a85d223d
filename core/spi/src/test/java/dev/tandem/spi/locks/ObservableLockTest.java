// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ObservableLockTest {

    private final ObservableLock lock = new ObservableLock("fork");

    @Test
    void hasAnOwnerWhileItIsHeld() {
        assertThat(lock.owner()).isEmpty();
        lock.lock();
        assertThat(lock.owner()).containsSame(Thread.currentThread());
        lock.unlock();
        assertThat(lock.owner()).isEmpty();
    }

    @Test
    void namesThoseWhoWait() throws InterruptedException {
        lock.lock();
        Thread waiter =
                Thread.ofPlatform()
                        .start(() -> {
                            lock.lock();
                            lock.unlock();
                        });
        await().untilAsserted(() -> assertThat(lock.waiting()).containsExactly(waiter));

        lock.unlock();
        waiter.join();

        assertThat(lock.waiting()).isEmpty();
        assertThat(lock.acquisitions()).isEqualTo(2);
    }

    @Test
    void countsEveryKindOfAcquisition() throws InterruptedException {
        lock.lock();
        lock.lockInterruptibly();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.tryLock(1, TimeUnit.SECONDS)).isTrue();

        assertThat(lock.acquisitions()).isEqualTo(4);
        assertThat(lock.getHoldCount()).isEqualTo(4);
    }

    @Test
    void doesNotCountAnAttemptThatFailed() {
        lock.lock();
        boolean acquired = CompletableFuture.supplyAsync(lock::tryLock).join();

        assertThat(acquired).isFalse();
        assertThat(lock.acquisitions()).isEqualTo(1);
        lock.unlock();
    }
}
