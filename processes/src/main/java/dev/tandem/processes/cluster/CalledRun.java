// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.processes.cluster.Message.Begin;
import dev.tandem.processes.cluster.Message.Part;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A run at a member: its work is opened by the first part and closed after the last. */
final class CalledRun {

    private final Begin begin;
    private final Job<?> job;
    private final List<Future<?>> parts = new ArrayList<>();
    private @Nullable Work<?> work;
    private int computing;
    private boolean over;

    CalledRun(Begin begin, Job<?> job) {
        this.begin = begin;
        this.job = job;
    }

    String jobId() {
        return begin.job();
    }

    /** The parts that are queued or under way; for the thread that hears of them. */
    List<Future<?>> parts() {
        return parts;
    }

    /** The digests of the parts, computed in the calling thread. */
    long[] compute(Part part) throws Exception {
        Work<?> opened = enter();
        try {
            if (part.to() > opened.size()) {
                throw new IllegalArgumentException(
                        "the job has " + opened.size() + " parts, not " + part.to());
            }
            long[] digests = new long[part.to() - part.from()];
            for (int i = 0; i < digests.length; i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digests[i] = opened.digestOf(part.from() + i);
            }
            return digests;
        } finally {
            leave();
        }
    }

    private synchronized Work<?> enter() throws Exception {
        if (over) {
            throw new InterruptedException();
        }
        Work<?> opened = work;
        if (opened == null) {
            opened =
                    job.open(
                            Parameters.of(job.spec().parameters(), begin.parameters()),
                            begin.seed());
            work = opened;
        }
        computing++;
        return opened;
    }

    private synchronized void leave() {
        computing--;
        closeIfOver();
    }

    /** Nobody waits for results any more: what is under way is interrupted. */
    void end() {
        synchronized (this) {
            over = true;
            closeIfOver();
        }
        parts.forEach(part -> part.cancel(true));
    }

    private void closeIfOver() {
        Work<?> opened = work;
        if (over && computing == 0 && opened != null) {
            work = null;
            opened.close();
        }
    }
}
