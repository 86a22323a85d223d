// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.util.List;

/** The processor beside the processor: what it is, how it is fed, and when that pays. */
public final class GpuChapter implements Chapter {

    @Override
    public String id() {
        return "gpu";
    }

    @Override
    public String title() {
        return "Devices, kernels and memory";
    }

    @Override
    public int order() {
        return 7;
    }

    @Override
    public List<Workload> workloads() {
        return List.of(
                new Devices(),
                new Kernels(),
                new Fractal(),
                new Overrun(),
                new Barrier(),
                new GlobalCounter(),
                new Flynn(),
                new Memory());
    }

    @Override
    public List<Job<?>> jobs() {
        return List.of(
                new VectorAdd(),
                new Saxpy(),
                new Exponential(),
                new MatrixAdd(),
                new MatrixMultiply(),
                new Mandelbrot(),
                new Reduce());
    }

    @Override
    public List<ExecutionModel> models() {
        return List.of(new GpuModel());
    }
}
