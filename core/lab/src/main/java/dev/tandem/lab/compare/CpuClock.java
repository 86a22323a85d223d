// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.os.Image;
import dev.tandem.spi.os.ProcessStatus;
import java.util.OptionalLong;

/** The processor time that processes have used, all their threads together, in nanoseconds. */
interface CpuClock {

    /** Of a process, the threads that have ended included; empty when it cannot be told. */
    OptionalLong of(long pid);

    /** Of the children of this process that have ended and have been waited for. */
    long ofEndedChildren();

    /** The smallest difference that it tells. */
    long resolutionNanos();

    /**
     * The best that there is: the clocks of the Linux kernel, for which a JVM needs native access
     * and would print a warning without; elsewhere what the kernel counts in ticks.
     */
    static CpuClock ofThisMachine() {
        if (ProcessStatus.isReadable()) {
            if (Image.RUNS) {
                return new ImageCpuClock();
            }
            if (CpuClock.class.getModule().isNativeAccessEnabled()) {
                return new JvmCpuClock();
            }
        }
        return new TickCpuClock();
    }
}
