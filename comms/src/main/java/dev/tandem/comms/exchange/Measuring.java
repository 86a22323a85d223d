// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import dev.tandem.comms.exchange.Exchange.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;

/**
 * Measures one transport: warm-up, throughput, latency.
 *
 * @param parties of the exchange
 * @param each how many messages each sender sends
 */
public record Measuring(Exchange exchange, Transport transport, int parties, int each) {

    /**
     * @param interval nanoseconds between two messages of one sender, where latency is measured
     * @param time how long to warm up, and how long to measure throughput then; in nanoseconds
     */
    public Figures figures(long interval, long time)
            throws InterruptedException, ExecutionException {
        // The first are for the compiler of the JVM, and count for nothing but completeness.
        Rounds warm = exchanges(time);
        Rounds rounds = exchanges(time);
        Result paced = exchange.run(transport.open(parties), each, interval);
        Histogram nanos = paced.latency();
        return new Figures(
                warm.complete() && rounds.complete() && paced.complete(),
                1e3 * each * parties / rounds.nanos(),
                nanos.getValueAtPercentile(50) / 1e3,
                nanos.getValueAtPercentile(99) / 1e3,
                nanos.getValueAtPercentile(99.9) / 1e3,
                nanos.getMaxValue() / 1e3);
    }

    /**
     * Exchanges one after another.
     *
     * @param nanos what one has taken, by the median
     * @param complete whether all messages of all of them have arrived
     */
    private record Rounds(long nanos, boolean complete) {}

    /**
     * As many as the time allows, and one at the least: what another program takes away is in a few
     * of them.
     */
    private Rounds exchanges(long time) throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        List<Long> nanos = new ArrayList<>();
        boolean complete = true;
        do {
            Result result = exchange.run(transport.open(parties), each, 0);
            nanos.add(result.nanos());
            complete &= result.complete();
        } while (System.nanoTime() - begin < time);
        Collections.sort(nanos);
        return new Rounds(nanos.get(nanos.size() / 2), complete);
    }
}
