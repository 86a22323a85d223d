package dev.tandem.gpu;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Map;

/** Asks every OpenCL platform of this machine for its devices, and each device for its limits. */
public final class Devices implements Workload {

    private static final long MEBIBYTE = 1 << 20;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("gpu.devices")
                    .title("Platforms and devices, with their limits")
                    .lesson(
                            """
                            A program that computes on a GPU does not know which one it will meet.
                            It asks: the platforms are the drivers that are installed, and each has
                            devices. The limits of a device decide how the work is cut: so many
                            compute units work at the same time, each on a group of at most so many
                            items, which share a little fast memory; and no buffer is larger than
                            the device says. A device need not be a GPU: the same kernels run on a
                            processor.
                            """)
                    .acceptable("gpu", "there is a GPU, and it has stated its limits")
                    .interesting(
                            "no-gpu",
                            "there is a device, but no GPU among them: kernels run, on the"
                                    + " processor, and"
                                    + " no faster than its cores allow")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) {
        List<Device> devices;
        try {
            devices = OpenCl.devices();
        } catch (TandemException.Missing e) {
            return Outcome.unavailable(e.reason(), e.remedy());
        }
        devices.forEach(device -> context.event(line(device)));
        List<Map<String, Object>> limits = devices.stream().map(Device::limits).toList();
        return Outcome.observed(devices.stream().anyMatch(Device::isGpu) ? "gpu" : "no-gpu")
                .with("devices", limits);
    }

    private static String line(Device device) {
        return "%s, a %s of %s: %d compute units, %d MiB of memory, groups of up to %d items"
                .formatted(
                        device.name(),
                        device.kind(),
                        device.platform(),
                        device.units(),
                        device.memory() / MEBIBYTE,
                        device.largestGroup());
    }
}
