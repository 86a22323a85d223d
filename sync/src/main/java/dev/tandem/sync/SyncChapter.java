// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Workload;
import java.util.List;

/**
 * The chapter {@code sync}: locks, conditions and the races and deadlocks that they prevent or
 * cause.
 */
public final class SyncChapter implements Chapter {

    @Override
    public String id() {
        return "sync";
    }

    @Override
    public String title() {
        return "Synchronisation between threads";
    }

    @Override
    public int order() {
        return 3;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new Philosophers(),
                new Race(),
                new CriticalSection(),
                new Therac(),
                new Join(),
                new TwoCounters(),
                new HoldCount(),
                new NestedLocking(),
                new PublishSubscribe(),
                new ProducerConsumer(),
                new TicketSale(),
                new ConnectionPool(),
                new StopEvent(),
                new Meeting(),
                new PoolDeadlock(),
                new Initialisers(),
                new CheckThenAct(),
                new DoubleChecked(),
                new Spin(),
                new Latch(),
                new Rehearsal(),
                new ReadWrite(),
                new Exchange(),
                new Stamped());
    }
}
