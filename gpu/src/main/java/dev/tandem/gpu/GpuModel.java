// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Availability;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.KernelWork;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import java.util.Optional;

/**
 * A job on a device of OpenCL, for jobs whose work is a {@link KernelWork}. A run is what it takes
 * from the arrays of the program to the digests: data goes to the device, kernels compute, results
 * come back. To compile the kernel and to make the buffers is start-up.
 *
 * <p>The device is the one that the job's parameter {@code device} names, where it has one, else
 * the best there is.
 */
final class GpuModel implements ExecutionModel {

    @Override
    public String id() {
        return "gpu";
    }

    @Override
    public String title() {
        return "A device of OpenCL";
    }

    @Override
    public String description() {
        return "Computes many parts at once with a kernel, on a GPU or whatever device there is.";
    }

    @Override
    public Availability availability() {
        return DeviceChoice.OPENCL.availability();
    }

    @Override
    public Availability availability(JobRun<?> job) {
        return job.work() instanceof KernelWork<?>
                ? availability()
                : Availability.unavailable(
                        job.id() + " offers no kernel", "compare the other models on it");
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.DEVICE, job.size()));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        return open((KernelWork<?>) job.work());
    }

    private static <R> Session open(KernelWork<R> work) {
        String wanted =
                work.parameters()
                        .asText()
                        .getOrDefault(
                                DeviceChoice.DEVICE.name(), DeviceChoice.DEVICE.defaultText());
        Device device = DeviceChoice.among(OpenCl.devices(), wanted);
        return new KernelSession<>(work, Execution.of(work, device));
    }

    private record KernelSession<R>(KernelWork<R> work, Execution<R> execution) implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws InterruptedException {
            long[] digests = new long[work.size()];
            execution.run((index, result) -> digests[index] = work.digest(result));
            progress.advanced(digests.length);
            return new JobResult(digests);
        }

        @Override
        public void close() {
            execution.close();
        }
    }
}
