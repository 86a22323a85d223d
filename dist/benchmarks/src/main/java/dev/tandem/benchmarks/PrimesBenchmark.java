// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.spi.Work;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What JMH says of a plain loop over the parts of {@code threads.primes}, in a virtual machine of
 * its own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class PrimesBenchmark {

    private final Primes primes = new Primes();

    @SuppressWarnings("NullAway.Init") // by open(), which JMH calls first
    private Work<?> work;

    /** Makes the input. */
    @Setup
    public void open() throws Exception {
        work = primes.job.open(primes.parameters, Primes.SEED);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        work.close();
    }

    /** The loop. */
    @Benchmark
    public long[] plainLoop() throws Exception {
        return PlainLoop.digests(work);
    }
}
