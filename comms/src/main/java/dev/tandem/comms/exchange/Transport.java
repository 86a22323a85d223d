// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;

/** What messages go over: queues that put threads to sleep before those that do not. */
public enum Transport {
    ARRAY_BLOCKING("ArrayBlockingQueue"),
    LINKED_BLOCKING("LinkedBlockingQueue"),
    LINKED_TRANSFER("LinkedTransferQueue"),
    SYNCHRONOUS("SynchronousQueue"),
    CONCURRENT_LINKED("ConcurrentLinkedQueue"),
    JCTOOLS("JCTools"),
    DISRUPTOR("Disruptor");

    /** Of those that have one. */
    private static final int CAPACITY = 1024;

    private final String title;

    Transport(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** An empty channel for so many senders and as many receivers. */
    public Channel open(int parties) {
        return switch (this) {
            case ARRAY_BLOCKING -> new Channel.Sleeping(new ArrayBlockingQueue<>(CAPACITY));
            case LINKED_BLOCKING -> new Channel.Sleeping(new LinkedBlockingQueue<>(CAPACITY));
            case LINKED_TRANSFER -> new Channel.Sleeping(new LinkedTransferQueue<>());
            case SYNCHRONOUS -> new Channel.Sleeping(new SynchronousQueue<>());
            case CONCURRENT_LINKED -> new Channel.Trying(new ConcurrentLinkedQueue<>());
            case JCTOOLS ->
                    new Channel.Trying(
                            parties == 1
                                    ? new SpscAtomicArrayQueue<>(CAPACITY)
                                    : new MpmcAtomicArrayQueue<>(CAPACITY));
            case DISRUPTOR -> new RingChannel(CAPACITY, parties, parties);
        };
    }
}
