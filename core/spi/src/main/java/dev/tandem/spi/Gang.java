// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Worker processes with one lifetime that begin together: what {@link Crew} is for threads. Each
 * calls {@link #ready} on its side and then does its work, after which it sends one message.
 */
public final class Gang implements AutoCloseable {

    private static final String READY = "ready";
    private static final String GO = "go";

    private final List<Worker> members = new ArrayList<>();

    private Gang() {}

    /**
     * Starts the processes and returns when all are ready.
     *
     * @param request what each shall be, by its index from 0
     * @throws TandemException.WorkerFailed when one fails; none is left then
     */
    public static Gang start(Workers workers, int size, IntFunction<WorkerRequest> request)
            throws InterruptedException {
        Gang gang = new Gang();
        try {
            for (int i = 0; i < size; i++) {
                gang.members.add(workers.start(request.apply(i)));
            }
            for (Worker member : gang.members) {
                gang.expect(member);
            }
            return gang;
        } catch (InterruptedException | RuntimeException e) {
            gang.close();
            throw e;
        }
    }

    /** In the order of their indices. */
    public List<Worker> members() {
        return List.copyOf(members);
    }

    /**
     * Lets all begin.
     *
     * @return when, as {@link System#nanoTime} has it
     */
    public long go() {
        long now = System.nanoTime();
        members.forEach(member -> member.send(GO));
        return now;
    }

    /** What each says at its end, in the order of their indices. */
    public List<String> results() throws InterruptedException {
        List<String> results = new ArrayList<>();
        for (Worker member : members) {
            results.add(hear(member));
        }
        return results;
    }

    /** Ends all of them, by force if it must. */
    @Override
    public void close() {
        members.forEach(Worker::close);
    }

    /**
     * The worker's side: says that it is ready and waits for the word to begin.
     *
     * @return false when the parent has gone, so that there is nothing to do
     */
    public static boolean ready(WorkerContext context) throws InterruptedException {
        context.send(READY);
        return context.receiveText().equals(Optional.of(GO));
    }

    private void expect(Worker member) throws InterruptedException {
        String said = hear(member);
        if (!said.equals(READY)) {
            throw new TandemException.WorkerFailed(
                    "PID " + member.pid() + " was to say that it is ready, and said: " + said);
        }
    }

    private static String hear(Worker member) throws InterruptedException {
        return member.receiveText()
                .orElseThrow(() ->
                        new TandemException.WorkerFailed(
                                "PID " + member.pid() + " has ended without a word"));
    }
}
