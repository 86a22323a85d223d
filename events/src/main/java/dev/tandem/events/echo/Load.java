// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.events.loop.LoopThread;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Many clients of an echo server that stay connected, all on one loop: a load under which the
 * server is measured. Used by one thread.
 */
public final class Load implements AutoCloseable {

    /** Nearer than this a timer is too coarse, and the loop keeps looking at the clock. */
    private static final long TIMER_NANOS = 2_000_000;

    /** How many lines are sent before the loop looks again at what has come back. */
    private static final int LINES_A_TURN = 64;

    private final LoopThread thread;
    private final InetSocketAddress server;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();

    // What follows is touched by the loop alone.
    private final List<LoadClient> clients = new ArrayList<>();
    private int unconnected;
    private Round round = new Round(0, new CompletableFuture<>());

    private Load(LoopThread thread, InetSocketAddress server, int connections) {
        this.thread = thread;
        this.server = server;
        unconnected = connections;
    }

    /**
     * What a round has come to.
     *
     * @param lost how many lines have not come back, because their connection was closed
     * @param nanos from the first line to the last echo
     * @param latency in nanoseconds, from when a line was to be sent until its echo was there: the
     *     waiting of lines that could not be sent in time counts
     */
    public record Measured(int lines, int lost, long nanos, Histogram latency) {}

    /**
     * Connects so many clients.
     *
     * @param bytes of the lines that they will send, with their end; at least 16
     * @throws TandemException.Missing when the server takes no more
     */
    public static Load connect(InetSocketAddress server, int connections, int bytes)
            throws Exception {
        var load = new Load(LoopThread.start("echo-clients"), server, connections);
        try {
            load.thread.call(() -> load.connect(connections, bytes));
            load.thread.await(load.connected);
            return load;
        } catch (Throwable e) {
            load.close();
            throw e;
        }
    }

    private void connect(int connections, int bytes) {
        var watcher = new Watcher();
        try {
            for (int i = 0; i < connections && !connected.isDone(); i++) {
                clients.add(new LoadClient(thread.loop(), i, bytes, server, watcher));
            }
        } catch (IOException e) {
            watcher.refused(e);
        }
    }

    /** As fast as it goes: each client sends so many lines, the next when one has come back. */
    public Measured flood(int each) throws Exception {
        return measure(each, () -> clients.forEach(client -> client.send(round.start, each - 1)));
    }

    /**
     * At fixed times: the clients in turn send a line each, whether earlier ones have come back or
     * not, until each has sent so many.
     *
     * @param interval nanoseconds from one line to the next
     */
    public Measured paced(int each, double interval) throws Exception {
        return measure(each, () -> pace(0, interval));
    }

    private Measured measure(int each, Runnable begin) throws Exception {
        var done = new CompletableFuture<Measured>();
        thread.call(() -> {
            round = new Round(Math.multiplyExact(each, clients.size()), done);
            begin.run();
        });
        return thread.await(done);
    }

    private void pace(int first, double interval) {
        int end = Math.min(round.lines, first + LINES_A_TURN);
        int next = first;
        long wait = round.dueIn(next, interval);
        while (next < end && wait <= 0) {
            clients.get(next % clients.size()).send(round.due(next, interval), 0);
            next++;
            wait = round.dueIn(next, interval);
        }
        int rest = next;
        if (rest == round.lines) {
            return;
        }
        if (wait > TIMER_NANOS) {
            Duration before = Duration.ofNanos(wait - TIMER_NANOS);
            thread.loop().after(before, () -> pace(rest, interval));
        } else {
            thread.loop().execute(() -> pace(rest, interval));
        }
    }

    /** Closes every connection. */
    @Override
    public void close() {
        thread.close();
    }

    /** Lines that are to come back. */
    private static final class Round {
        private final Histogram latency = new Histogram(3);
        private final long start = System.nanoTime();
        private final int lines;
        private final CompletableFuture<Measured> done;
        private int missing;
        private int lost;

        Round(int lines, CompletableFuture<Measured> done) {
            this.lines = lines;
            this.done = done;
            missing = lines;
        }

        long due(int line, double interval) {
            return start + (long) (line * interval);
        }

        long dueIn(int line, double interval) {
            return due(line, interval) - System.nanoTime();
        }

        void settle(int settled) {
            missing -= settled;
            if (missing == 0) {
                done.complete(new Measured(lines, lost, System.nanoTime() - start, latency));
            }
        }
    }

    private final class Watcher implements LoadClient.Watcher {

        @Override
        public void connected() {
            unconnected--;
            if (unconnected == 0) {
                connected.complete(null);
            }
        }

        @Override
        public void refused(IOException reason) {
            connected.completeExceptionally(
                    new TandemException.Missing(
                            "the server at " + server + " takes no more: " + reason.getMessage(),
                            "ask for fewer connections"));
        }

        @Override
        public void echoed(long due) {
            round.latency.recordValue(Math.max(0, System.nanoTime() - due));
            round.settle(1);
        }

        @Override
        public void lost(int lines) {
            round.lost += lines;
            round.settle(lines);
        }
    }
}
