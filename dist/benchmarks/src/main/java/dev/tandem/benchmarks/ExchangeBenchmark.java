// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.comms.exchange.Channel;
import dev.tandem.comms.exchange.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What JMH says of messages over each of the queues of {@code comms.handoff}. The threads are there
 * before, and there are so many messages that to set them going hardly counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
// The collector of worker processes.
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class ExchangeBenchmark {

    /** From one sender or from all of them together. */
    static final int MESSAGES = 200_000;

    /** Each in a virtual machine of its own. */
    @Param
    @SuppressWarnings("NullAway.Init") // by JMH
    public Transport transport;

    /** How many send, and as many receive. */
    @Param({"1", "2"})
    public int parties;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Ends the threads. */
    @TearDown
    public void close() {
        threads.close();
    }

    /** All the messages, from the first to the last; what arrived. */
    @Benchmark
    public long exchange() throws InterruptedException, ExecutionException {
        Channel channel = transport.open(parties);
        List<Future<Long>> receivers = new ArrayList<>();
        List<Callable<Long>> senders = new ArrayList<>();
        AtomicInteger atWork = new AtomicInteger(parties);
        for (int i = 0; i < parties; i++) {
            int receiver = i;
            receivers.add(threads.submit(() -> receive(channel, receiver)));
            senders.add(() -> send(channel, atWork));
        }
        threads.invokeAll(senders);
        long sum = 0;
        for (Future<Long> receiver : receivers) {
            sum += receiver.get();
        }
        return sum;
    }

    private long send(Channel channel, AtomicInteger atWork) throws InterruptedException {
        int messages = MESSAGES / parties;
        for (int i = 0; i < messages; i++) {
            channel.send(i);
        }
        if (atWork.decrementAndGet() == 0) {
            for (int i = 0; i < parties; i++) {
                channel.send(Channel.END);
            }
        }
        return messages;
    }

    private static long receive(Channel channel, int receiver) throws InterruptedException {
        long[] sum = new long[1];
        channel.receive(receiver, number -> sum[0] += number);
        return sum[0];
    }
}
