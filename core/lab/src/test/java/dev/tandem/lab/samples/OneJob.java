// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.samples;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.util.List;

/** A chapter of one job and some models. */
public record OneJob(Job<?> job, List<ExecutionModel> models) implements Chapter {

    @Override
    public String id() {
        String id = job.spec().id();
        return id.substring(0, id.indexOf('.'));
    }

    @Override
    public String title() {
        return "One job";
    }

    @Override
    public int order() {
        return 2;
    }

    @Override
    public List<Workload> workloads() {
        return List.of();
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(job);
    }
}
