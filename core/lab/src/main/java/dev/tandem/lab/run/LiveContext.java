// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Event;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Seeds;
import dev.tandem.spi.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The context of a real run: real time, real files, real processes. */
final class LiveContext implements RunContext {

    private final RunRequest request;
    private final Event.Sink events;
    private final ProcessScope processes;
    private final Scratch scratch;
    private final long pid = ProcessHandle.current().pid();
    private volatile boolean cancelled;

    LiveContext(RunRequest request, Event.Sink events, ProcessScope processes, Scratch scratch) {
        this.request = request;
        this.events = events;
        this.processes = processes;
        this.scratch = scratch;
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public Parameters parameters() {
        return request.parameters();
    }

    @Override
    public String variant() {
        return request.variant().id();
    }

    @Override
    public long seed() {
        return request.seed();
    }

    @Override
    public RandomGenerator random(int stream) {
        return Seeds.stream(request.seed(), stream);
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long nanos = (long) (duration.toNanos() * request.pace());
        if (nanos > 0) {
            Thread.sleep(Duration.ofNanos(nanos));
        }
    }

    @Override
    public Path scratch() {
        return scratch.folder();
    }

    @Override
    public void event(String text) {
        String name = LiveThreads.name(Thread.currentThread());
        events.accept(new Event(System.nanoTime(), pid, name, text));
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Workers workers() {
        return processes.workers();
    }
}
