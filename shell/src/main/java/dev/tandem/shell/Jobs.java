// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import dev.tandem.cli.ExitCode;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The jobs of a session, numbered from 1. Those that have ended stay known, up to a number of them.
 * Thread-safe. Closing it stops every job and waits until the last one has ended.
 */
final class Jobs implements AutoCloseable {

    private static final int REMEMBERED = 20;

    private final List<ShellJob> jobs = new ArrayList<>();
    private int last;
    private int firstFailure = ExitCode.OK;

    /** Starts a job; {@code whenEnded} is called on its thread. */
    synchronized ShellJob start(
            String line, ToIntFunction<ShellJob> work, Consumer<ShellJob> whenEnded) {
        forget();
        var job = new ShellJob(++last, line, work, whenEnded);
        jobs.add(job);
        job.start();
        return job;
    }

    private void forget() {
        List<ShellJob> ended = jobs.stream().filter(job -> !job.isRunning()).toList();
        ended.stream()
                .limit(Math.max(0, ended.size() - REMEMBERED))
                .forEach(job -> {
                    note(job);
                    jobs.remove(job);
                });
    }

    private void note(ShellJob job) {
        if (firstFailure == ExitCode.OK
                && !job.isStopped()
                && job.state() instanceof ShellJob.Ended ended) {
            firstFailure = ended.code();
        }
    }

    /** All that are known, in the order of their numbers. */
    synchronized List<ShellJob> all() {
        return List.copyOf(jobs);
    }

    List<ShellJob> running() {
        return all().stream().filter(ShellJob::isRunning).toList();
    }

    /**
     * The job with the number; without one that which was started last of those that run.
     *
     * @throws TandemException.Usage when there is none
     */
    ShellJob find(Optional<Integer> number) {
        if (number.isEmpty()) {
            List<ShellJob> running = running();
            if (running.isEmpty()) {
                throw new TandemException.Usage("no job runs; a line that ends with & starts one");
            }
            return running.getLast();
        }
        return all().stream()
                .filter(job -> job.number() == number.get())
                .findFirst()
                .orElseThrow(() ->
                        new TandemException.Usage(
                                "there is no job " + number.get() + "; 'jobs' lists them"));
    }

    /**
     * Waits until all have ended and returns the exit code of the first, by number, that failed
     * without having been stopped.
     */
    int await() throws InterruptedException {
        for (ShellJob job : all()) {
            job.await();
        }
        synchronized (this) {
            jobs.forEach(this::note);
            return firstFailure;
        }
    }

    @Override
    public void close() {
        List<ShellJob> running = running();
        running.forEach(ShellJob::stop);
        boolean interrupted = false;
        for (ShellJob job : running) {
            boolean ended = false;
            while (!ended) {
                try {
                    job.await();
                    ended = true;
                } catch (InterruptedException e) {
                    // Whoever is in a hurry may say so to the jobs once more, and that is all.
                    interrupted = true;
                    job.stop();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
