// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Locale;

/**
 * Asks every OpenCL platform of this machine for its devices, and each device for its limits. Look
 * at how many items a group can have, and how little memory they share.
 *
 * <pre>{@code tandem run gpu.devices}</pre>
 */
final class Devices implements Workload {

    private static final String LESSON =
            """
            A program that computes on a GPU does not know which one it will meet. It asks: the
            platforms are the drivers that are installed, and each has devices. The limits of a
            device decide how the work is cut: so many compute units work at the same time, each on
            a group of at most so many items, which share a little fast memory; and no buffer is
            larger than the device says. A device need not be a GPU: the same kernels run on a
            processor.
            """;

    private static final Label GPU =
            acceptable("gpu", "there is a GPU, with its limits").unseen("it takes a GPU");
    private static final Label NO_GPU =
            interesting("no-gpu", "kernels run, but on the processor, no faster than its cores")
                    .unseen("it takes a machine with OpenCL and without a GPU");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.devices", "Platforms and devices, with their limits", LESSON)
                    .with(GPU, NO_GPU)
                    .needs(DeviceChoice.OPENCL)
                    .notes("GPU programming: OpenCL and what it runs on")
                    .build();

    private static final long MEBIBYTE = 1 << 20;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) {
        List<Device> devices = OpenCl.devices();
        for (int i = 0; i < devices.size(); i++) {
            context.event((i + 1) + ": " + line(devices.get(i)));
        }
        return (devices.stream().anyMatch(Device::isGpu) ? GPU : NO_GPU)
                .observed()
                .with("devices", devices.stream().map(Device::limits).toList());
    }

    private static String line(Device device) {
        return String.format(
                Locale.ROOT,
                "%s, a %s of %s: %d compute units, %,d MiB of memory, groups of up to %,d items",
                device.name(),
                device.kind(),
                device.platform(),
                device.units(),
                device.memory() / MEBIBYTE,
                device.largestGroup());
    }
}
