// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.lab.profile.Profile.ThreadTime;
import dev.tandem.lab.profile.Profile.Wait;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FlightRecordingTest {

    private static final long ENOUGH = 300_000_000;

    @TempDir private Path folder;

    private final Object monitor = new Object();
    private double sum;

    private Profile profile(FlightRecording.Body<?> body) throws Exception {
        Path file = folder.resolve("test.jfr");
        FlightRecording.of(body, file);
        return ProfileReader.read(file, Set.of());
    }

    private boolean compute() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + ENOUGH;
        while (threads.getCurrentThreadCpuTime() < end) {
            for (int i = 1; i < 100_000; i++) {
                sum += 1.0 / i;
            }
        }
        return true;
    }

    @Test
    void whatIsComputedIsFoundWhereItIsWritten() throws Exception {
        Profile profile = profile(this::compute);

        assertThat(profile.computed().toNanos()).isGreaterThan(ENOUGH / 3);
        assertThat(profile.computing().getFirst().stack())
                .anyMatch(frame -> frame.contains("FlightRecordingTest.compute:"));
        assertThat(profile.threads().getFirst().name()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void aMonitorIsNamedWithItsHolder() throws Exception {
        Profile profile = profile(this::contend);

        Wait wait =
                profile.waits().stream()
                        .filter(w -> w.kind() == Kind.MONITOR)
                        .findFirst()
                        .orElseThrow();
        assertThat(wait.what()).isEqualTo("java.lang.Object");
        assertThat(wait.holders()).containsExactly("holder");
        assertThat(Profile.place(wait.stack()).orElseThrow())
                .contains("FlightRecordingTest.enter:");
        assertThat(profile.threads())
                .filteredOn(ThreadTime::name, "waiter")
                .singleElement()
                .satisfies(t -> assertThat(t.waiting()).isEqualTo(wait.total()));
    }

    private boolean contend() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread waiter = Thread.ofPlatform().name("waiter").unstarted(this::enter);
        Thread holder = Thread.ofPlatform().name("holder").unstarted(() -> hold(held, waiter));
        holder.start();
        held.await();
        waiter.start();
        holder.join();
        waiter.join();
        return true;
    }

    private void hold(CountDownLatch held, Thread waiter) {
        synchronized (monitor) {
            held.countDown();
            while (waiter.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            // Blocked for longer than is recorded.
            long start = System.nanoTime();
            while (System.nanoTime() - start < 3 * FlightRecording.LEAST_WAIT.toNanos()) {
                Thread.onSpinWait();
            }
        }
    }

    private void enter() {
        synchronized (monitor) {
            sum++;
        }
    }

    @Test
    void aRecordingIsKeptWhenTheProgramFails() {
        Path file = folder.resolve("failed.jfr");
        assertThatThrownBy(() ->
                        FlightRecording.of(
                                () -> {
                                    throw new IllegalStateException("fails");
                                },
                                file))
                .hasMessage("fails");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void threadsThatAreLeftOutAreInNoPart() throws Exception {
        Path file = folder.resolve("test.jfr");
        FlightRecording.of(this::compute, file);
        Profile profile = ProfileReader.read(file, Set.of(Thread.currentThread().threadId()));

        assertThat(profile.threads())
                .extracting(ThreadTime::name)
                .doesNotContain(Thread.currentThread().getName());
        assertThat(profile.computing())
                .noneMatch(c -> c.stack().toString().contains("FlightRecordingTest.compute"));
    }
}
