// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.os.Image;
import dev.tandem.spi.os.ProcessStatus;
import java.util.Optional;

/**
 * Makes this process the one that adopts the orphans among its descendants, in the place of process
 * 1; see PR_SET_CHILD_SUBREAPER in prctl(2). What has detached itself, forgotten its environment
 * and lost its parents can so still be found: as a child of this process. The other side of the
 * bargain is that whoever adopts a process also has to collect its exit code.
 */
interface Subreaper {

    /** The option of prctl(2), one of Linux alone. */
    int PR_SET_CHILD_SUBREAPER = 36;

    /** Only what has ended is collected; nothing is waited for. */
    int WNOHANG = 1;

    /** Adopts the orphans of all descendants from now on, or no more. */
    void adopt(boolean on);

    /** Collects the exit code of an adopted child that has ended, which so is gone. */
    void collect(long pid);

    /**
     * The system calls of this process. There are none on other systems than Linux, and none on a
     * JVM that was not started with native access for this class, which would print a warning.
     */
    static Optional<Subreaper> ofThisProcess() {
        if (!ProcessStatus.isReadable()) {
            return Optional.empty();
        }
        if (Image.RUNS) {
            return Optional.of(new ImageSubreaper());
        }
        return Subreaper.class.getModule().isNativeAccessEnabled()
                ? Optional.of(new JvmSubreaper())
                : Optional.empty();
    }
}
