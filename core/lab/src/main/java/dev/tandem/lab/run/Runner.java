// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Event;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.TandemException.WorkerFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs workloads, one at a time, each within its time limit, and sees to it that nothing of a run
 * outlives it: no thread, no process, no file. What does is the failure of the run.
 */
public final class Runner {

    /** How long a cancelled run may take to end, and a finished one to lose its last thread. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ProcessScope.Source processes;

    public Runner(ProcessScope.Source processes) {
        this.processes = processes;
    }

    /**
     * Makes a run, in a worker process when the workload is isolated. Interrupting the calling
     * thread cancels it, after which the report says {@link Ending#CANCELLED}; the interruption is
     * thereby consumed.
     *
     * @param watcher hears every event as it happens
     */
    public RunReport run(RunRequest request, Event.Sink watcher) {
        return run(request, watcher, request.workload().spec().isolated());
    }

    /** Makes a run in this very process: what the worker of an isolated workload does. */
    public RunReport runHere(RunRequest request, Event.Sink watcher) {
        return run(request, watcher, false);
    }

    private RunReport run(RunRequest request, Event.Sink watcher, boolean isolated) {
        var recorder = new Recorder(watcher);
        ProcessScope scope = processes.open(recorder);
        var scratch = new Scratch();
        var context = new LiveContext(request, recorder, scope, scratch);
        var group = new ThreadGroup("run " + request.workload().spec().id());
        var result = new CompletableFuture<Outcome>();
        Thread main =
                new Thread(
                        group,
                        () -> result.complete(attempt(request, context, scope, scratch, isolated)),
                        "main");

        long start = System.nanoTime();
        main.start();
        Ending ending = await(result, request.timeout());
        if (ending != Ending.COMPLETED) {
            context.cancel();
            group.interrupt();
        }
        List<String> left = new ArrayList<>();
        if (!ownsProcess(request, isolated) || ending != Ending.COMPLETED) {
            left.addAll(threadsLeft(group));
        }
        long nanos = System.nanoTime() - start;
        List<String> processes = scope.end();
        if (ending == Ending.COMPLETED) {
            processes.forEach(process -> left.add("process " + process));
        } // else the run was broken off, and the children of its children are ended here with it
        try {
            scratch.close();
        } catch (IOException e) {
            left.add("file " + e.getMessage());
        }

        Outcome outcome =
                result.getNow(
                        new Outcome.Failed(
                                new TimeoutException("the workload ignores its cancellation")));
        if (!left.isEmpty()) {
            outcome =
                    new Outcome.Failed(
                            new IllegalStateException(
                                    "the run left behind: " + String.join(", ", left)));
        }
        return new RunReport(
                request, ending, outcome, grade(request, outcome), recorder.events(), start, nanos);
    }

    /** Whether this process was made for the run: threads that nothing can end, end with it. */
    private static boolean ownsProcess(RunRequest request, boolean isolated) {
        return request.workload().spec().isolated() && !isolated;
    }

    // A workload is somebody else's code: whatever it throws is its outcome.
    @SuppressWarnings("InterruptedExceptionSwallowed")
    private static Outcome attempt(
            RunRequest request,
            LiveContext context,
            ProcessScope scope,
            Scratch scratch,
            boolean isolated) {
        try {
            // The worker of an isolated run may be of the other kind, and have what is missing
            // here.
            if (!isolated
                    && request.workload().spec().availability()
                            instanceof Availability.Unavailable(String reason, String remedy)) {
                return Outcome.unavailable(reason, remedy);
            }
            Outcome outcome =
                    isolated ? scope.runIsolated(request) : request.workload().run(context);
            return Objects.requireNonNull(
                    outcome, "the workload returned null instead of an outcome");
        } catch (ExecutionException e) {
            // What a thread of the run has thrown, as Future.get hands it on.
            return new Outcome.Failed(Objects.requireNonNullElse(e.getCause(), e));
        } catch (TandemException.Missing e) {
            return Outcome.unavailable(e.reason(), e.remedy());
        } catch (IOException | UncheckedIOException | WorkerFailed e) {
            // Here or in a worker: what it was to write may have found no room.
            return scratch.isFull()
                    ? Outcome.unavailable(
                            "there is no room left in " + Scratch.place() + " for temporary files",
                            "make room there")
                    : new Outcome.Failed(e);
        } catch (Throwable e) {
            return new Outcome.Failed(e);
        }
    }

    private static Ending await(CompletableFuture<Outcome> result, Duration timeout) {
        try {
            result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return Ending.COMPLETED;
        } catch (TimeoutException e) {
            return Ending.TIMED_OUT;
        } catch (InterruptedException e) {
            return Ending.CANCELLED;
        } catch (ExecutionException e) {
            throw new AssertionError("attempt() never throws", e);
        }
    }

    /**
     * Waits for the threads of the group to end, interrupts those that do not, and names those that
     * then still live.
     */
    private static List<String> threadsLeft(ThreadGroup group) {
        long deadline = System.nanoTime() + GRACE.toNanos();
        List<Thread> alive = alive(group);
        // Until none is left: the first of them to end may have started others meanwhile.
        while (!alive.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            alive.forEach(thread -> join(thread, deadline));
            alive = alive(group);
        }
        List<String> left =
                alive.stream()
                        .map(t -> "thread " + t.getName() + " (" + t.getState() + ")")
                        .toList();
        group.interrupt();
        return left;
    }

    private static void join(Thread thread, long deadline) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            // A second request to cancel: do not wait any longer, and let the caller see it.
            Thread.currentThread().interrupt();
        }
    }

    private static List<Thread> alive(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 16];
        while (true) {
            int count = group.enumerate(threads);
            if (count < threads.length) {
                return Arrays.stream(threads, 0, count).filter(Thread::isAlive).toList();
            }
            threads = new Thread[threads.length * 2];
        }
    }

    private static Optional<Label> grade(RunRequest request, Outcome outcome) {
        return outcome instanceof Outcome.Observed observed
                ? Optional.of(request.workload().spec().expectation(observed.label()))
                : Optional.empty();
    }
}
