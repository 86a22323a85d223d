// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.ProcessScope;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * What frames cost on their way to a worker and back: their throughput over that of {@code cat},
 * which copies the same bytes, written in the same pieces, from one pipe to another and knows
 * nothing of frames.
 */
public final class Frames {

    private static final String CAT = "cat";
    private static final int ROUNDS = 9;
    private static final int WARM_UP = 2;
    private static final int TOTAL = 128 << 20;

    /** Sends what it gets back. */
    private static final WorkerRequest ECHO = WorkerRequest.of("processes.pipe");

    private final PrintStream out;

    private Frames(PrintStream out) {
        this.out = out;
    }

    /** Measures JVM workers, and native ones when the environment says where they are. */
    public static void main(String[] args) throws Exception {
        var frames = new Frames(System.out);
        for (int size : new int[] {64 << 10, 4 << 10}) {
            frames.measure(size);
        }
    }

    private void measure(int size) throws Exception {
        Map<String, double[]> nanos = new LinkedHashMap<>();
        ProcessScope jvm = new Launcher("tandem-processes", Launch.JVM).open(event -> {});
        ProcessScope image = new Launcher("tandem-processes", Launch.NATIVE).open(event -> {});
        try {
            Map<String, Worker> workers = new LinkedHashMap<>();
            workers.put("JVM", jvm.workers().start(ECHO));
            if (System.getenv("TANDEM_BIN") != null) {
                workers.put("native", image.workers().start(ECHO));
            }
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                note(nanos, CAT, round, cat(size));
                for (var worker : workers.entrySet()) {
                    note(nanos, worker.getKey(), round, echo(worker.getValue(), size));
                }
            }
        } finally {
            jvm.end();
            image.end();
        }
        double plain = median(nanos.getOrDefault(CAT, new double[ROUNDS]));
        nanos.remove(CAT);
        nanos.forEach((name, all) ->
                out.printf(
                        Locale.ROOT,
                        "%-58s %6.2f  (%.0f MB/s / %.0f MB/s)%n",
                        String.format(Locale.ROOT, "frames of %d KiB, there and back, %s worker / cat", size >> 10, name),
                        plain / median(all),
                        TOTAL / median(all) * 1e3,
                        TOTAL / plain * 1e3));
    }

    private static void note(Map<String, double[]> nanos, String name, int round, long taken) {
        if (round >= 0) {
            nanos.computeIfAbsent(name, key -> new double[ROUNDS])[round] = (double) taken;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long echo(Worker worker, int size) throws Exception {
        byte[] message = new byte[size];
        return nanos(
                () -> {
                    for (int sent = 0; sent < TOTAL; sent += size) {
                        worker.send(message);
                    }
                    return TOTAL;
                },
                () -> {
                    int received = 0;
                    while (received < TOTAL) {
                        received += worker.receive().orElseThrow().length;
                    }
                    return received;
                });
    }

    private static long cat(int size) throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        try (OutputStream to = cat.getOutputStream();
                InputStream from = cat.getInputStream()) {
            byte[] message = new byte[size];
            byte[] buffer = new byte[size];
            return nanos(
                    () -> {
                        for (int sent = 0; sent < TOTAL; sent += size) {
                            to.write(message);
                            to.flush();
                        }
                        return TOTAL;
                    },
                    () -> {
                        int received = 0;
                        while (received < TOTAL) {
                            received += read(from, buffer);
                        }
                        return received;
                    });
        } finally {
            cat.destroyForcibly().waitFor();
        }
    }

    private static int read(InputStream from, byte[] buffer) throws IOException {
        int count = from.read(buffer);
        if (count < 0) {
            throw new IOException("cat has ended early");
        }
        return count;
    }

    /** The time until what one thread sends has been received by another. */
    private static long nanos(Callable<Integer> sender, Callable<Integer> receiver)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(2)) {
            long start = System.nanoTime();
            var sending = executor.submit(sender);
            var receiving = executor.submit(receiver);
            if (!sending.get().equals(receiving.get())) {
                throw new IllegalStateException("bytes were lost on their way");
            }
            return System.nanoTime() - start;
        }
    }
}
