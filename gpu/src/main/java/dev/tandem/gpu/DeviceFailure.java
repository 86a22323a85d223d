// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.util.Locale;

/**
 * OpenCL has refused a call that a correct program may make, or the driver has broken down. Nothing
 * can be done with the {@link Queue} of the call but to close it.
 */
final class DeviceFailure extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** What NVIDIA's driver answers after a kernel has touched memory that is not its own. */
    private static final int NVIDIA_ILLEGAL_ACCESS = -9999;

    DeviceFailure(String message) {
        super(message);
    }

    /**
     * @param call what was asked for, as a noun
     */
    static void check(int code, String call) {
        if (code != 0) {
            throw new DeviceFailure(
                    String.format(
                            Locale.ROOT,
                            "OpenCL has refused %s with the error code %d%s",
                            call,
                            code,
                            meaning(code)));
        }
    }

    /** In words, for the codes that stand for what can go wrong outside of this program. */
    private static String meaning(int code) {
        return switch (code) {
            case -2, -36 -> ": the device is not available any more, its driver may have died";
            case -3 -> ": the driver has no compiler";
            case -4 -> ": the device has no memory left";
            case -5 -> ": the device has run out of resources, or a kernel has broken it";
            case -6 -> ": the machine has no memory left";
            case -14 -> ": the command before it has failed";
            case NVIDIA_ILLEGAL_ACCESS -> ": a kernel has touched memory that is not its own";
            default -> "";
        };
    }
}
