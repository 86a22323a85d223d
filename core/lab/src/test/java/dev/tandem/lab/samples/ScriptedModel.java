// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.samples;

import dev.tandem.spi.Availability;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import java.util.concurrent.atomic.AtomicInteger;

/** A model whose runs do as a test says, and that knows how many of its sessions are open. */
public final class ScriptedModel implements ExecutionModel {

    /** What a run does. */
    @FunctionalInterface
    public interface Run {
        /**
         * @param number which run of the session it is, from 1
         */
        long[] digests(int number, Work<?> work) throws Exception;
    }

    public final AtomicInteger open = new AtomicInteger();
    public final AtomicInteger runs = new AtomicInteger();

    private final String id;
    private final Availability availability;
    private final Run run;

    private ScriptedModel(String id, Availability availability, Run run) {
        this.id = id;
        this.availability = availability;
        this.run = run;
    }

    public static ScriptedModel of(String id, Run run) {
        return new ScriptedModel(id, Availability.available(), run);
    }

    /** One that does its work, after something else. */
    public static ScriptedModel right(String id, Runnable before) {
        return of(
                id,
                (number, work) -> {
                    before.run();
                    return digests(work);
                });
    }

    /** One whose last result is wrong from the given run on. */
    public static ScriptedModel wrongFrom(String id, int first) {
        return of(
                id,
                (number, work) -> {
                    long[] digests = digests(work);
                    digests[digests.length - 1] += number >= first ? 1 : 0;
                    return digests;
                });
    }

    public static ScriptedModel missing(String id, String reason, String remedy) {
        return new ScriptedModel(
                id,
                Availability.unavailable(reason, remedy),
                (number, work) -> {
                    throw new AssertionError("a model that is not available was run");
                });
    }

    public static long[] digests(Work<?> work) throws Exception {
        long[] digests = new long[work.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = work.digestOf(i);
        }
        return digests;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "Scripted";
    }

    @Override
    public String description() {
        return "Does as a test says.";
    }

    @Override
    public Availability availability() {
        return availability;
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        open.incrementAndGet();
        return new Session() {
            @Override
            public JobResult run(ProgressSink progress) throws Exception {
                return new JobResult(run.digests(runs.incrementAndGet(), job.work()));
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }
}
