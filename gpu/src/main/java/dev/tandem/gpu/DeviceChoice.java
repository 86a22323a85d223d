// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.Need;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Which of the devices of this machine runs the kernels. */
final class DeviceChoice {

    /** The value that leaves it to the machine. */
    private static final String BEST = "best";

    static final Parameter<String> DEVICE =
            Parameter.text(
                    "device",
                    BEST,
                    "what runs the kernel: best, the number in gpu.devices, or a part of its name");

    static final Need OPENCL = new Need("OpenCL", OpenCl::availability);

    private DeviceChoice() {}

    /** The device that a run asks for. */
    static Device of(RunContext context) {
        return among(OpenCl.devices(), context.get(DEVICE));
    }

    /**
     * @param wanted {@code best}, which is a GPU where there is one; a number from 1; or a part of
     *     the name of a device or its platform, in upper or lower case
     * @throws TandemException.Missing when there is no such device, or it cannot be used now
     */
    static Device among(List<Device> devices, String wanted) {
        return IntStream.range(0, devices.size())
                .filter(i -> matches(devices.get(i), i + 1, wanted))
                .mapToObj(devices::get)
                .filter(Device::available)
                .min(Comparator.comparing(device -> !device.isGpu()))
                .orElseThrow(() -> missing(devices, wanted));
    }

    private static boolean matches(Device device, int number, String wanted) {
        return wanted.equals(BEST)
                || wanted.equals(Integer.toString(number))
                || (device.platform() + " " + device.name())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted.toLowerCase(Locale.ROOT));
    }

    private static TandemException.Missing missing(List<Device> devices, String wanted) {
        List<String> names =
                IntStream.range(0, devices.size())
                        .mapToObj(i -> (i + 1) + " (" + devices.get(i).name() + ")")
                        .toList();
        return new TandemException.Missing(
                "there is no device '" + wanted + "' that can be used",
                "take best, or one of " + String.join(", ", names));
    }
}
