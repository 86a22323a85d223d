// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.KernelWork;
import java.util.List;

/**
 * Work of this chapter, which can say what it costs, for it to be held against what a device can
 * do.
 *
 * @param <R> the result of one part
 */
interface DeviceWork<R> extends KernelWork<R> {

    /** Bytes that have to go through the memory of the device, whatever caches there are. */
    double bytes();

    /**
     * Arithmetic operations, a fused multiply-add counted as two.
     *
     * @param results of all parts
     */
    double operations(List<R> results);

    /** How far a result may be from that of the plain Java program; 0 where it is to be equal. */
    default double tolerance() {
        return 0;
    }

    /** How far two results of one part are apart, at the worst place. */
    double difference(R expected, R result);

    @Override
    R part(int index) throws InterruptedException;
}
