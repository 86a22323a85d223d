// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.TandemException;

/** The device that tests run kernels on, where there is one. */
final class OnDevice {

    private OnDevice() {}

    /** The best there is; without one the test is skipped, with the reason. */
    static Device best() {
        if (OpenCl.availability() instanceof Unavailable(String reason, String _)) {
            abort(reason);
        }
        try {
            return DeviceChoice.among(OpenCl.devices(), "best");
        } catch (TandemException.Missing e) {
            return abort(e.reason());
        }
    }
}
