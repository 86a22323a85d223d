// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import dev.tandem.spi.WorkerContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The worker's side of a {@link ProcessPool}. */
public final class PoolWorker {

    /** What a worker computes, from the arguments of a call. */
    @FunctionalInterface
    public interface Function {
        String apply(List<String> arguments) throws Exception;
    }

    /**
     * How often a worker says that it is alive: several times within the shortest silence that a
     * pool takes for death.
     */
    static final long BEAT_MILLIS = 50;

    private PoolWorker() {}

    /** Makes the calls that come, until no more do. */
    public static void serve(WorkerContext context, Function function) throws InterruptedException {
        var busy = new AtomicBoolean();
        // Beats come from a thread of their own: a worker whose call takes long is alive, one that
        // is stopped is not.
        try (var heart =
                Executors.newSingleThreadScheduledExecutor(
                        task -> Thread.ofPlatform().name("heart").unstarted(task))) {
            var _ =
                    heart.scheduleAtFixedRate(
                            () -> {
                                if (busy.get()) {
                                    context.send(Wire.reply(Wire.ALIVE, List.of()));
                                }
                            },
                            BEAT_MILLIS,
                            BEAT_MILLIS,
                            TimeUnit.MILLISECONDS);
            context.send(Wire.reply(Wire.OPENED, List.of()));
            try {
                for (Optional<byte[]> m = context.receive(); m.isPresent(); m = context.receive()) {
                    busy.set(true);
                    byte[] reply = reply(m.get(), function);
                    busy.set(false);
                    context.send(reply);
                }
            } finally {
                heart.shutdownNow();
            }
        }
    }

    // Whatever a call throws belongs to its caller, not to the worker.
    private static byte[] reply(byte[] message, Function function) throws InterruptedException {
        List<String> results = new ArrayList<>();
        try {
            for (List<String> arguments : Wire.calls(message)) {
                results.add(function.apply(arguments));
            }
            return Wire.reply(Wire.RESULTS, results);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError | StackOverflowError e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return Wire.reply(Wire.FAILURE, List.of(e.toString(), trace.toString()));
        }
    }
}
