// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

/**
 * When a command passed through a device, in nanoseconds of the device's own clock.
 *
 * @param queued when the program asked for it
 * @param submitted when the driver handed it to the device
 */
record Timing(long queued, long submitted, long started, long ended) {

    /** From asking for it until it began. */
    long launch() {
        return started - queued;
    }

    /** How long the device was at it; at least 1, for clocks that are coarse. */
    long nanos() {
        return Math.max(1, ended - started);
    }
}
