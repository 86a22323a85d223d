// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.Event;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A child process and its two pipes: frames on standard output, read by one thread, and whatever it
 * writes to standard error, drained by another.
 */
final class ProcessWorker implements Worker {

    private static final Duration TO_BE_READY = Duration.ofSeconds(60);
    private static final Duration TO_END_OF_ITSELF = Duration.ofMillis(400);
    private static final Duration TO_BE_TERMINATED = Duration.ofMillis(400);
    private static final Duration TO_DRAIN = Duration.ofSeconds(1);

    private final Process process;
    private final List<String> command;
    private final String id;
    private final Event.Sink events;
    private final Consumer<ProcessWorker> onClose;
    private final FrameWriter writer;
    private final Inbox inbox = new Inbox();
    private final OutputTail errors = new OutputTail();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread reader;
    private final Thread drainer;

    private ProcessWorker(
            Process process,
            List<String> command,
            String id,
            Event.Sink events,
            ThreadGroup threads,
            Consumer<ProcessWorker> onClose) {
        this.process = process;
        this.command = command;
        this.id = id;
        this.events = events;
        this.onClose = onClose;
        writer = new FrameWriter(process.getOutputStream());
        reader = new Thread(threads, this::read, "worker-" + process.pid());
        drainer = new Thread(threads, this::drain, "worker-" + process.pid() + "-stderr");
    }

    /**
     * Starts a process, which does not know yet what it shall be.
     *
     * @param token what marks the process and its descendants
     * @param onClose told once, when the worker has been closed
     */
    static ProcessWorker start(
            List<String> command,
            WorkerRequest request,
            String token,
            Event.Sink events,
            ThreadGroup threads,
            Consumer<ProcessWorker> onClose) {
        var builder = new ProcessBuilder(command);
        builder.environment().put(Remains.TOKEN, token);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new WorkerFailed(
                    "a worker for "
                            + request.id()
                            + " cannot be started: "
                            + reason(e)
                            + "; command: "
                            + String.join(" ", command),
                    e);
        }
        return new ProcessWorker(process, command, request.id(), events, threads, onClose);
    }

    /**
     * Tells the process what it shall be and waits until it is ready, or ends it.
     *
     * @param first what there is to do before it can have started a process itself; it loads its
     *     program meanwhile
     */
    void begin(WorkerRequest request, Runnable first) throws InterruptedException {
        boolean isReady = false;
        try {
            drainer.start();
            reader.start();
            first.run();
            awaitReady(request);
            isReady = true;
        } catch (OutOfMemoryError e) {
            throw new WorkerFailed(
                    "a worker for "
                            + request.id()
                            + " cannot be served: no more threads can be started",
                    e);
        } finally {
            if (!isReady) {
                closeForcibly();
            }
        }
    }

    private static String reason(IOException e) {
        String message = String.valueOf(e.getMessage());
        // Java words it in one way when fork fails and in another when posix_spawn does.
        if (message.contains("error=11,") || message.contains("error: 11 ")) {
            return "no more processes are allowed (see ulimit -u)";
        }
        if (message.contains("error=24,") || message.contains("Too many open files")) {
            return "no more files may be open (see ulimit -n)";
        }
        return message;
    }

    private void awaitReady(WorkerRequest request) throws InterruptedException {
        try {
            writer.write(new Frame.Start(request.id(), request.arguments()));
        } catch (IOException e) {
            // It has ended before it could listen: the reader knows better why.
        }
        try {
            ready.get(TO_BE_READY.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failed("was not ready within " + TO_BE_READY.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw (WorkerFailed) e.getCause();
        }
    }

    private void drain() {
        try {
            errors.drain(process.getErrorStream());
        } catch (IOException e) {
            // The stream was closed under us because the worker is being closed: there is nobody
            // left to listen to.
        }
    }

    private void read() {
        var in = new FrameReader(new BufferedInputStream(process.getInputStream(), 1 << 13));
        try {
            boolean done = false;
            for (Optional<Frame> frame = in.read(); frame.isPresent(); frame = in.read()) {
                switch (frame.get()) {
                    case Frame.Ready ready -> this.ready.complete(null);
                    case Frame.Message message -> inbox.put(message.body());
                    case Frame.Step step -> events.accept(step.event());
                    case Frame.Done last -> done = true;
                    case Frame.Failed failed -> {
                        fail(
                                new WorkerFailed(
                                        summary("threw " + failed.error().message()),
                                        failed.error().toException()));
                        return;
                    }
                    case Frame.Start start ->
                            throw new ProtocolException("sent what only a parent sends");
                    case Frame.EndOfInput end ->
                            throw new ProtocolException("sent what only a parent sends");
                }
            }
            finish(done);
        } catch (EOFException e) {
            // Cut off in the middle: the exit code usually says by what.
            fail(
                    failed(
                            String.valueOf(e.getMessage())
                                    + exitCode().map(code -> " and " + ending(code)).orElse("")));
        } catch (ProtocolException e) {
            process.destroyForcibly();
            fail(failed("broke the protocol: it " + e.getMessage()));
        } catch (IOException e) {
            fail(failed("cannot be read from: " + e.getMessage()));
        } catch (InterruptedException e) {
            fail(failed("is being closed"));
        }
    }

    private void finish(boolean done) throws InterruptedException {
        Optional<Integer> code = exitCode();
        if (code.isEmpty()) {
            fail(failed("closed its output without ending"));
        } else if (done && code.get() == 0) {
            inbox.end();
            ready.completeExceptionally(failed("ended before it was ready"));
        } else {
            fail(failed(ending(code.get()) + (done ? "" : " without a result")));
        }
    }

    private Optional<Integer> exitCode() {
        return await(process, TO_DRAIN) ? Optional.of(process.exitValue()) : Optional.empty();
    }

    private static String ending(int code) {
        return switch (code) {
            case 137 -> "was killed (SIGKILL)";
            case 143 -> "was terminated (SIGTERM)";
            case 139 -> "crashed (SIGSEGV)";
            case 134 -> "aborted (SIGABRT)";
            default -> "ended with exit code " + code;
        };
    }

    private void fail(WorkerFailed failure) {
        inbox.fail(failure);
        ready.completeExceptionally(failure);
    }

    private WorkerFailed failed(String predicate) {
        return new WorkerFailed(summary(predicate));
    }

    /** What happened, the command line, and the last words. */
    private String summary(String predicate) {
        join(drainer, Duration.ofMillis(200));
        String tail = errorTail();
        return "the worker for "
                + id
                + " (process "
                + pid()
                + ") "
                + predicate
                + "; command: "
                + String.join(" ", command)
                + (tail.isEmpty() ? "" : "; its last words:\n" + tail.indent(2).stripTrailing());
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public List<String> command() {
        return command;
    }

    @Override
    public void send(byte[] message) {
        try {
            writer.write(new Frame.Message(message));
        } catch (IOException e) {
            // The pipe is closed at the far end. Why, is known as soon as the reader comes to the
            // end of the other one.
            join(reader, TO_DRAIN);
            throw inbox.failure().orElseGet(() -> failed("has ended and takes no more messages"));
        }
    }

    @Override
    public Optional<byte[]> receive() throws InterruptedException {
        return inbox.take();
    }

    @Override
    public void endInput() {
        try {
            writer.write(new Frame.EndOfInput());
        } catch (IOException e) {
            // It has ended already, which is what it was to be told to do; receive() says how.
        }
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public String errorTail() {
        return errors.text();
    }

    /** Tells the process to end, without waiting for it. */
    void beginClose() {
        inbox.end();
        if (!writer.closeUnlessStuck()) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        beginClose();
        if (!Thread.currentThread().isInterrupted() && !await(process, TO_END_OF_ITSELF)) {
            process.destroy();
            await(process, TO_BE_TERMINATED);
        }
        closeForcibly();
    }

    /** Ends the process at once. */
    void closeForcibly() {
        inbox.end();
        process.destroyForcibly();
        await(process, Duration.ofSeconds(10));
        // A descendant that has inherited the pipes keeps them open until it is found and ended,
        // with the run.
        join(reader, TO_DRAIN);
        join(drainer, TO_DRAIN);
        onClose.accept(this);
    }

    /** Waits for the two threads, once nothing holds the pipes any more. */
    void joinThreads() {
        join(reader, TO_DRAIN);
        join(drainer, TO_DRAIN);
    }

    boolean hasThreads() {
        return reader.isAlive() || drainer.isAlive();
    }

    /**
     * Waits, whether or not the thread is interrupted, since what is waited for is about to happen.
     */
    private static boolean await(Process process, Duration limit) {
        return Uninterrupted.call(limit, left -> process.waitFor(left, TimeUnit.NANOSECONDS));
    }

    private static void join(Thread thread, Duration limit) {
        if (thread != Thread.currentThread() && thread.getState() != Thread.State.NEW) {
            Uninterrupted.call(limit, left -> thread.join(Duration.ofNanos(left)));
        }
    }
}
