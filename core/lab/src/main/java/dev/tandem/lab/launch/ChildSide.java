// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.lab.run.LiveThreads;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.Event;
import dev.tandem.spi.Job;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.Workers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The child's end of the two pipes. */
final class ChildSide implements WorkerContext, Event.Sink {

    private final FrameReader in;
    private final FrameWriter out;
    private final Runnable parentHasGone;
    private final Inbox inbox = new Inbox();
    private final CompletableFuture<Optional<Frame.Start>> start = new CompletableFuture<>();
    private final Function<String, Job<?>> jobs;
    private final ProcessScope processes;
    private final long pid = ProcessHandle.current().pid();

    /**
     * @param launcher starts the processes of this one
     * @param parentHasGone called by the thread that reads when the parent has closed its side or
     *     has died
     */
    ChildSide(
            InputStream in,
            OutputStream out,
            Function<String, Job<?>> jobs,
            ProcessScope.Source launcher,
            Runnable parentHasGone) {
        this.in = new FrameReader(new BufferedInputStream(in, 1 << 13));
        this.out = new FrameWriter(out);
        this.jobs = jobs;
        this.processes = launcher.open(this);
        this.parentHasGone = parentHasGone;
    }

    /** Reads what the parent sends until its side is closed. Runs in a thread of its own. */
    void read() {
        try {
            for (Optional<Frame> frame = in.read(); frame.isPresent(); frame = in.read()) {
                switch (frame.get()) {
                    case Frame.Start first -> start.complete(Optional.of(first));
                    case Frame.Message message -> inbox.put(message.body());
                    case Frame.EndOfInput end -> inbox.end();
                    default -> throw new ProtocolException("sent what only a child sends");
                }
            }
        } catch (IOException e) {
            // Whoever is at the other end is no parent of ours. There is nothing to be said to it.
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but the end of the process.
            Thread.currentThread().interrupt();
        } finally {
            start.complete(Optional.empty());
            inbox.end();
            parentHasGone.run();
        }
    }

    /** What the parent wants this process to be; empty when it has gone without saying so. */
    Optional<Frame.Start> awaitStart() {
        return start.join();
    }

    void write(Frame frame) {
        try {
            out.write(frame);
        } catch (IOException e) {
            throw new UncheckedIOException("the parent does not listen any more", e);
        }
    }

    @Override
    public List<String> arguments() {
        return start.join().map(Frame.Start::arguments).orElse(List.of());
    }

    @Override
    public void send(byte[] message) {
        write(new Frame.Message(message));
    }

    @Override
    public Optional<byte[]> receive() throws InterruptedException {
        return inbox.take();
    }

    @Override
    public void event(String text) {
        String name = LiveThreads.name(Thread.currentThread());
        accept(new Event(System.nanoTime(), pid, name, text));
    }

    @Override
    public void accept(Event event) {
        write(new Frame.Step(event));
    }

    @Override
    public Job<?> job(String id) {
        return jobs.apply(id);
    }

    @Override
    public Workers workers() {
        return processes.workers();
    }

    /** Ends the processes that this one has started. */
    List<String> end() {
        return processes.end();
    }
}
