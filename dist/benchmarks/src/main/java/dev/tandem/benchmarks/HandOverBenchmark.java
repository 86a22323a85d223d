// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What JMH says of handing an empty task to a pool of four threads and waiting for its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HandOverBenchmark {

    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    /** Ends the pool. */
    @TearDown
    public void close() {
        executor.close();
    }

    /** A task that does nothing. */
    @Benchmark
    public Object handOver() throws InterruptedException, ExecutionException {
        return executor.submit(() -> "").get();
    }
}
