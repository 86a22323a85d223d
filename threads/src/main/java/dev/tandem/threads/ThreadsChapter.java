// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import dev.tandem.threads.model.ThreadModels;
import java.util.List;

/** Threads: what they are, when they speed a program up, and how they live and die. */
public final class ThreadsChapter implements Chapter {

    @Override
    public String id() {
        return "threads";
    }

    @Override
    public String title() {
        return "Threads, executors and pools";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new Cpus(),
                new Bottleneck(),
                new Scheduler(),
                new States(),
                new Start(),
                new Subclass(),
                new Many(),
                new Slowdown(),
                new Daemon(),
                new Active(),
                new Current(),
                new MainThread(),
                new Enumerate(),
                new Names(),
                new End(),
                new Creation(),
                new Mapping(),
                new Martelli(),
                new Pool(),
                new MapInOrder(),
                new Futures(),
                new AsCompleted(),
                new Callbacks(),
                new Cancellation(),
                new TaskException(),
                new Shutdown(),
                new Sizing(),
                new Pinning(),
                new Starvation(),
                new ScopedValues());
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(new Download(), new Primes(), new Fibonacci());
    }

    @Override
    public List<ExecutionModel> models() {
        return ThreadModels.all();
    }
}
