// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import dev.tandem.processes.cluster.Cluster;
import dev.tandem.processes.cluster.ClusterModel;
import dev.tandem.processes.model.ProcessesModel;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Workload;
import java.util.List;

/** The chapter {@code processes}: how processes come to be, talk with one another and end. */
public final class ProcessesChapter implements Chapter {

    @Override
    public String id() {
        return "processes";
    }

    @Override
    public String title() {
        return "Processes";
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new Fork(),
                new Spawn(),
                new ForkServer(),
                new Identify(),
                new Naming(),
                new Subclass(),
                new Terminate(),
                new DaemonChild(),
                new Orphan(),
                new Zombie(),
                new Pool(),
                new Apply(),
                new MapOver(),
                new Unordered(),
                new StarMap(),
                new Recycle(),
                new SharedQueue(),
                new TwoWayPipe(),
                new RemoteFailure(),
                new Manager(),
                new SharedMemory(),
                new Listener(),
                new OneLog(),
                new Csp(),
                new Cluster());
    }

    @Override
    public List<ExecutionModel> models() {
        return List.of(new ProcessesModel(), new ClusterModel());
    }
}
