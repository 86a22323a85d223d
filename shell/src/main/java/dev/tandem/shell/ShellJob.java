// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.ExitCode;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** A command that runs in the background, on a thread of its own. Thread-safe. */
final class ShellJob {

    /** What has become of a job. */
    sealed interface State {}

    /** It runs. */
    record Running() implements State {}

    /** It has ended. */
    record Ended(int code, Duration time) implements State {}

    private final int number;
    private final String line;
    private final long start = System.nanoTime();
    private final Thread thread;
    private volatile State state = new Running();
    private volatile boolean stopped;

    /**
     * @param work returns the exit code
     * @param whenEnded hears of the end, on the thread of the job
     */
    ShellJob(int number, String line, ToIntFunction<ShellJob> work, Consumer<ShellJob> whenEnded) {
        this.number = number;
        this.line = line;
        thread =
                new Thread(
                        () -> {
                            // What is not said otherwise before the end is an error of ours.
                            int code = ExitCode.INTERNAL;
                            try {
                                code = work.applyAsInt(this);
                            } finally {
                                state = new Ended(code, age());
                                whenEnded.accept(this);
                            }
                        },
                        "job " + number);
    }

    void start() {
        thread.start();
    }

    int number() {
        return number;
    }

    /** As it was typed, without the ampersand. */
    String line() {
        return line;
    }

    State state() {
        return state;
    }

    boolean isRunning() {
        return state instanceof Running;
    }

    /** Whether it was asked to end before it had. */
    boolean isStopped() {
        return stopped;
    }

    /** What has become of it, in a few words. */
    String describe() {
        return switch (state) {
            case Running running -> stopped ? "stopping" : "running";
            case Ended ended when ended.code() == ExitCode.OK -> "done";
            case Ended ended when stopped -> "stopped";
            case Ended ended when ended.code() == ExitCode.TIMEOUT -> "its time was up";
            case Ended ended -> "exit code " + ended.code();
        };
    }

    /** Its number, what has become of it and what it was told to do. */
    String told() {
        return "[" + number + "] " + describe() + ": " + line;
    }

    /** How long it has run so far. */
    Duration age() {
        return state instanceof Ended ended
                ? ended.time()
                : Duration.ofNanos(System.nanoTime() - start);
    }

    /** Cancels it, without waiting for its end. */
    void stop() {
        stopped |= isRunning();
        thread.interrupt();
    }

    /** Waits for its end and returns its exit code. */
    int await() throws InterruptedException {
        thread.join();
        return state instanceof Ended ended ? ended.code() : ExitCode.INTERNAL;
    }
}
