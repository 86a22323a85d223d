// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.events.model.EventModels;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.util.List;

/** Events: programs that do not ask, but are told. */
public final class EventsChapter implements Chapter {

    @Override
    public String id() {
        return "events";
    }

    @Override
    public String title() {
        return "Event loops and reactive streams";
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new Emitter(),
                new TurtleKeys(),
                new Calls(),
                new Tasks(),
                new Futures(),
                new Chain(),
                new Generators(),
                new LoopLock(),
                new LoopEvent(),
                new LoopCondition(),
                new LoopQueue(),
                new Blocking(),
                new EchoServers(),
                new Web(),
                new Thermometers(),
                new Observing(),
                new Stocks(),
                new Handlers(),
                new Interval(),
                new Operators(),
                new Zip(),
                new Merge(),
                new Multicast(),
                new WhereWorkRuns(),
                new Backpressure(),
                new Pipeline());
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(new Echo());
    }

    @Override
    public List<ExecutionModel> models() {
        return EventModels.all();
    }
}
