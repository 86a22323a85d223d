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
                new Scheduler(),
                new States(),
                new Start(),
                new Subclass(),
                new Many(),
                new Daemon(),
                new Active(),
                new Current(),
                new MainThread(),
                new Enumerate(),
                new Names(),
                new End());
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(new Download(), new Primes());
    }

    @Override
    public List<ExecutionModel> models() {
        return ThreadModels.all();
    }
}
