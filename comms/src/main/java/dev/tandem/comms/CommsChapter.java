// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.util.List;

/** The chapter {@code comms}: how threads hand each other values, and know when all is done. */
public final class CommsChapter implements Chapter {

    @Override
    public String id() {
        return "comms";
    }

    @Override
    public String title() {
        return "Communication between threads";
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new ExtendedSet(),
                new DecoratedMethods(),
                new DecoratedType(),
                new SharedList(),
                new Fifo(),
                new Lifo(),
                new Priority(),
                new QueueOperations(),
                new FullEmpty(),
                new TaskDone(),
                new DequeAppend(),
                new DequePop(),
                new DequeInsert(),
                new DequeRotate(),
                new OwnStructure(),
                new Handoff(),
                new Crawling());
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(new Crawler());
    }
}
