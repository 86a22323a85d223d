// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.libraries;

import static dev.tandem.explore.samples.libraries.Together.two;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;

/** The ring of the Disruptor. What is used rightly returns 2, whatever the schedule. */
public final class DisruptorUses {

    private DisruptorUses() {}

    public static int ring() throws InterruptedException {
        RingBuffer<int[]> ring =
                RingBuffer.createMultiProducer(() -> new int[1], 4, new BlockingWaitStrategy());
        Runnable publish = () -> ring.publishEvent((event, sequence) -> event[0] = 1);
        two(publish, publish);
        return ring.get(0)[0] + ring.get(1)[0];
    }
}
